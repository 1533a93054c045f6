package dev.tfpaas.cli;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.CallEntry;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.Migrating;
import dev.tfpaas.world.Pause;
import dev.tfpaas.world.Regions;
import dev.tfpaas.world.Renaming;
import dev.tfpaas.world.Replicating;
import dev.tfpaas.world.View;
import dev.tfpaas.world.World;
import dev.tfpaas.world.fact.GroupFact;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// The dashboard of the embedded platform: looks at it and acts on it behind Terraform's back.
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = "Look at the embedded platform and act on it, as with a dashboard.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  paas local show             what there is, who serves, what was lost",
      "  paas local log              every mutating call, whoever made it",
      "  paas local fail eu-west     a region goes down; 'heal' brings it back",
      "  paas local switch shop      switch a failover group outside Terraform",
      "  paas local violations       broken invariants; status 1 when any was"
    })
final class LocalCommand implements Runnable {
  private final PrintWriter out;
  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--path",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "Where the platform lives (default: .paas).")
  private Path path = Path.of(".paas");

  @Option(
      names = "--estate",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "What exists at first (default: estate.yaml if there is one, else built in).")
  private Optional<Path> estate = Optional.empty();

  LocalCommand(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command");
  }

  private World world() {
    return World.open(directory(), EstateFile.read(start(), estate), clock);
  }

  private Path start() {
    return PaasCommand.directory(spec);
  }

  /// Returns where the platform lives.
  private Path directory() {
    return start().resolve(path);
  }

  /// Acts on the platform like a person at its dashboard.
  int act(String call, Consumer<Draft> change) {
    world().call(Caller.DASHBOARD, call, change);
    out.println("done: " + call);
    return PaasCommand.DONE;
  }

  @Command(description = "Show everything there is.")
  int show(
      @Option(
              names = "--output",
              paramLabel = "text|json",
              defaultValue = "text",
              description = "for people or for programs")
          Output output) {
    ObjectNode report = world().read(WorldReport::of);
    out.println(output == Output.JSON ? JsonTree.text(report) : WorldText.of(report));
    return PaasCommand.DONE;
  }

  @Command(description = "Show every mutating call that was made, the oldest first.")
  int log(
      @Option(
              names = "--output",
              paramLabel = "text|json",
              defaultValue = "text",
              description = "for people or for programs")
          Output output,
      @Option(names = "--mutations", description = "Only calls that were accepted.")
          boolean mutations) {
    List<CallEntry> calls =
        world().calls().stream().filter(call -> !mutations || call.accepted()).toList();
    if (output == Output.JSON) {
      out.println(JsonAnswer.list(calls.stream().map(WorldReport::call).toList()));
    } else {
      calls.forEach(call ->
          out.printf(
              "%5d  %s  %-9s  %s%s%n",
              call.revision(),
              call.at(),
              call.by().word(),
              call.call(),
              call.accepted() ? "" : "  -> " + call.outcome()));
    }
    return PaasCommand.DONE;
  }

  @Command(description = "Show broken invariants; exit status 1 when there are any.")
  int violations(
      @Option(
              names = "--output",
              paramLabel = "text|json",
              defaultValue = "text",
              description = "for people or for programs")
          Output output) {
    List<ObjectNode> found =
        world().read(view -> view.violations().stream().map(WorldReport::violation).toList());
    if (output == Output.JSON) {
      out.println(JsonAnswer.list(found));
    } else if (found.isEmpty()) {
      out.println("No invariant was broken.");
    } else {
      found.forEach(it -> out.println(WorldText.line(it)));
    }
    return found.isEmpty() ? PaasCommand.DONE : PaasCommand.FAILED;
  }

  @Command(
      aliases = "fail-region",
      description = "Make a region unreachable, with everything in it.")
  int fail(@Parameters(paramLabel = "REGION") String region) {
    return act("fail region " + region, draft -> Regions.fail(draft, region));
  }

  @Command(aliases = "heal-region", description = "Make a region reachable again.")
  int heal(@Parameters(paramLabel = "REGION") String region) {
    return act("heal region " + region, draft -> Regions.heal(draft, region));
  }

  @Command(
      name = "switch",
      description = "Switch a failover group at once, to the other side or to the given one.")
  int switchOver(
      @Parameters(paramLabel = "GROUP") String group,
      @Parameters(paramLabel = "primary|secondary", arity = "0..1") Optional<GroupFact.Place> side,
      @Option(names = "--force", description = "Even to a side that will not serve.")
          boolean force) {
    World world = world();
    GroupFact.Place other =
        world
            .read(view -> view.group(group).map(GroupFact::active))
            .map(it ->
                it == GroupFact.Place.PRIMARY ? GroupFact.Place.SECONDARY : GroupFact.Place.PRIMARY)
            .orElse(GroupFact.Place.SECONDARY);
    GroupFact.Place to = side.orElse(other);
    int status =
        act(
            "switch %s to %s".formatted(group, word(to)),
            draft -> {
              if (force) {
                Groups.switchAtOnce(draft, group, to);
              } else {
                Groups.switchToServing(draft, group, to);
              }
            });
    String now = world.read(view -> afterSwitch(view, group));
    out.println(now);
    return status;
  }

  private static String afterSwitch(View view, String group) {
    GroupFact now = view.group(group).orElseThrow();
    return AppOperations.obstacle(view, now.answers())
        .map(reason ->
            "%s leads to %s, which does not serve: %s"
                .formatted(now.address(), now.answers(), reason))
        .orElse("%s leads to %s, which serves".formatted(now.address(), now.answers()));
  }

  static String word(GroupFact.Place place) {
    return place == GroupFact.Place.PRIMARY ? "primary" : "secondary";
  }

  @Command(description = "Make a replica writable, without looking at the other side.")
  int promote(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "DATABASE", description = "e.g. postgresql or postgresql/orders")
          String database) {
    return act(
        "promote %s %s".formatted(app, database),
        draft -> Databases.promote(draft, app, database, Databases.Promotion.UNGUARDED));
  }

  @Command(description = "Turn a replication off.")
  int detach(@Parameters(paramLabel = "REPLICATION") String replication) {
    return act("detach " + replication, draft -> Replicating.turnOff(draft, replication));
  }

  @Command(description = "Write to an app as a client would.")
  int write(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "N", description = "how many writes") int count) {
    if (count < 1) {
      throw new ParameterException(spec.commandLine(), "N must be 1 or more");
    }
    return act(
        "write %s %d".formatted(app, count), draft -> AppOperations.write(draft, app, count));
  }

  @Command(description = "Put an app into maintenance, or take it out.")
  int maintenance(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "on|off") Toggle toggle) {
    return act(
        "maintenance %s %s".formatted(app, toggle == Toggle.ON ? "on" : "off"),
        draft -> AppOperations.maintenance(draft, app, toggle == Toggle.ON));
  }

  /// On or off.
  enum Toggle {
    /// On.
    ON,
    /// Off.
    OFF
  }

  @Command(description = "Delete an app, a group, a replication or a migration.")
  int delete(
      @Parameters(
              paramLabel = "[app|group|replication|migration] NAME",
              arity = "1..2",
              description = "what to delete; an app when only a name is given")
          List<String> words) {
    String kind = words.size() == 1 ? "app" : words.getFirst();
    String name = words.getLast();
    return switch (kind) {
      case "app" -> act("delete app " + name, draft -> AppOperations.destroy(draft, name));
      case "group" -> act("delete group " + name, draft -> Groups.dissolve(draft, name));
      case "replication" ->
          act("delete replication " + name, draft -> Replicating.forget(draft, name));
      case "migration" -> act("delete migration " + name, draft -> Migrating.forget(draft, name));
      default ->
          throw new ParameterException(
              spec.commandLine(),
              "\"" + kind + "\" cannot be deleted; say app, group, replication or migration");
    };
  }

  @Command(description = "Rename an app; its group, replications and clients go with it.")
  int rename(
      @Parameters(paramLabel = "[app] OLD NEW", arity = "2..3", description = "both names")
          List<String> words) {
    if (words.size() == 3 && !words.getFirst().equals("app")) {
      throw new ParameterException(
          spec.commandLine(), "\"" + words.getFirst() + "\" cannot be renamed; say app");
    }
    String old = words.get(words.size() - 2);
    String name = words.getLast();
    return act(
        "rename app %s to %s".formatted(old, name), draft -> Renaming.rename(draft, old, name));
  }

  @Command(
      description = {
        "Let the next call of Terraform that contains CALL stand still, e.g. to kill Terraform"
            + " right there.",
        "'resume' lets it go."
      })
  int pause(
      @Parameters(paramLabel = "CALL", description = "a part of it, e.g. /promote") String call,
      @Option(
              names = "--at",
              paramLabel = "MOMENT",
              defaultValue = "before",
              description =
                  "before its effect, after its effect (effect), or after its answer (answer)")
          String moment) {
    try {
      Pause.ask(directory(), Pause.Moment.parse(moment), call);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), String.valueOf(unknown.getMessage()));
    }
    out.println("done: the next call with \"" + call + "\" stands still");
    return PaasCommand.DONE;
  }

  @Command(description = "Let a call go that stands still since 'pause', and forget the wish.")
  int resume() {
    Pause.release(directory());
    out.println("done: resume");
    return PaasCommand.DONE;
  }

  @Command(description = "Forget everything; the next change starts from the estate again.")
  int reset() {
    World.reset(directory());
    out.println("done: reset");
    return PaasCommand.DONE;
  }

  @Command(description = "Write estate.yaml with every key explained, to start from.")
  int init() {
    Path file = start().resolve("estate.yaml");
    EstateFile.write(file);
    out.println("done: wrote " + file);
    return PaasCommand.DONE;
  }
}
