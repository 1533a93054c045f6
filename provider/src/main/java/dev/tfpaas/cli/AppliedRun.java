package dev.tfpaas.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A plan that is applied, and what came of it.
///
/// @param desk of the command
/// @param approved whether nobody has to be asked
record AppliedRun(Desk desk, boolean approved) {

  /// Plans, asks, applies, sums up.
  ///
  /// @param arguments of the plan
  /// @return the exit status
  int run(List<String> arguments, String question) {
    try (Workplace place = Workplace.open(desk);
        PlannedRun run = new PlannedRun(desk, place)) {
      int planned = run.plan(arguments);
      JsonNode plan = run.shown();
      int status = PaasCommand.DONE;
      if (planned == PaasCommand.CHANGES) {
        if (!approved) {
          run.confirm(question);
        }
        status = run.apply();
      }
      Summary summary = new Summary(place.topology()).changes(plan).state(run.refreshed());
      if (desk.options().isJson()) {
        desk.out().println(summary.json().print());
      } else {
        summary.print(desk.out());
      }
      return status;
    }
  }
}
