package dev.tfpaas.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A plan that is applied, and what came of it.
///
/// @param desk of the command
/// @param approved whether nobody has to be asked
/// @param purpose what the user wants
record AppliedRun(Desk desk, boolean approved, Purpose purpose) {

  /// What a user wants.
  enum Purpose {
    /// That the estate is as the file says.
    APPLY("Apply this plan?"),
    /// That nothing is left of what the file made.
    DESTROY("Destroy all of this?");

    private final String question;

    Purpose(String question) {
      this.question = question;
    }
  }

  /// Plans, asks, applies, sums up.
  ///
  /// @param arguments of the plan
  /// @return the exit status
  int run(List<String> arguments) {
    try (Workplace place = Workplace.open(desk);
        PlannedRun run = new PlannedRun(desk, place)) {
      int planned = run.plan(arguments);
      JsonNode plan = run.shown();
      int status = PaasCommand.DONE;
      if (planned == PaasCommand.CHANGES) {
        Destruction destruction = Destruction.of(plan, place.topology().paths());
        destruction.print(run.stage());
        if (!approved) {
          run.confirm(purpose.question);
        } else if (destruction.isTotal() && purpose == Purpose.APPLY) {
          throw everything();
        }
        status = run.apply(plan);
      }
      JsonNode state = run.refreshed();
      Summary summary = new Summary(place.topology()).changes(plan).state(state);
      Switched switched = Switched.of(place.topology(), state);
      if (desk.options().isJson()) {
        ObjectNode json = summary.json();
        switched.addTo(json);
        desk.out().println(json);
      } else {
        summary.print(desk.out());
        switched.print(desk.out());
      }
      return purpose == Purpose.APPLY ? switched.status(status) : status;
    }
  }

  private CommandException everything() {
    return new CommandException(
        PaasCommand.REFUSED,
        "nothing was done: this would destroy everything that was made here, and --yes lets nobody"
            + " ask. Is %s what it should be? To destroy everything on purpose run 'paas destroy';"
                .formatted(desk.options().source().file())
            + " 'paas apply' without --yes asks");
  }
}
