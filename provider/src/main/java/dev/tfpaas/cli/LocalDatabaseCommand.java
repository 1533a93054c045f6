package dev.tfpaas.cli;

import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Renaming;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `paas local database`: what a person does to the databases of an app.
@Command(
    name = "database",
    description = "Add, delete or rename a database of an app.",
    footerHeading = "%n",
    footer = {
      "A database is called by its engine, or, where it has a name of its own, by both:",
      "  paas local database add shop postgresql/orders",
      "  paas local database rename shop postgresql/orders sales",
      "  paas local database delete shop postgresql/sales"
    })
final class LocalDatabaseCommand implements Runnable {
  private final LocalCommand local;

  @Spec private CommandSpec spec = CommandSpec.create();

  LocalDatabaseCommand(LocalCommand local) {
    this.local = local;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command");
  }

  @Command(description = "Add an empty database.")
  int add(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "DATABASE") String database) {
    return local.act(
        "add database %s/%s".formatted(app, database),
        draft -> AppOperations.newDatabase(draft, app, database));
  }

  @Command(description = "Delete a database with its data; what followed it keeps what it has.")
  int delete(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "DATABASE") String database) {
    return local.act(
        "delete database %s/%s".formatted(app, database),
        draft -> AppOperations.deleteDatabase(draft, app, database));
  }

  @Command(
      description =
          "Give a database another name; what replicates it goes on, and its other end is called"
              + " the same.")
  int rename(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "DATABASE") String database,
      @Parameters(paramLabel = "NAME", description = "its own name from now on, e.g. sales")
          String name) {
    return local.act(
        "rename database %s/%s to %s".formatted(app, database, name),
        draft -> Renaming.database(draft, app, database, name));
  }
}
