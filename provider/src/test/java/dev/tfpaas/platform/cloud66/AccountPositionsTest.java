package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.platform.Sight;
import dev.tfpaas.platform.Sight.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an account tells of what the register leaves open, where the answer is not to be had at
/// once, or is one that nobody knew.
class AccountPositionsTest {
  @TempDir Path directory;

  private static Sight sight(Stage stage, String entry, String... names) {
    Cloud66Api api = stage.api();
    List<String> wanted = List.of(names);
    List<Stack> stacks =
        api.list(Cloud66Api.ROOT + "/stacks", Map.of(), "uid").stream()
            .map(Stack::from)
            .filter(it -> wanted.contains(it.name()))
            .toList();
    List<Sight> sights = new ArrayList<>(new AccountPositions(api, stacks, List.of()).sights());
    sights.addAll(new ServerPositions(api, List.of(), false).sights());
    return sights.stream().filter(it -> it.subject().equals(entry)).findFirst().orElseThrow();
  }

  @Test
  void filterThatMatchesAPartIsSeenBeyondTheFirstPage() {
    try (Stage stage = new Stage(directory, Cloud66Options.usual(Stage.TOKEN).limited(1, 3600))) {
      for (String name : List.of("shop-dr-first", "shop-dr")) {
        stage.dashboard(
            "POST",
            "/stacks/%s/clone".formatted(stage.uid("shop")),
            "{\"name\": \"%s\", \"region\": \"us-east\"}".formatted(name));
        stage.clock.move(Duration.ofMinutes(1));
      }

      assertThat(sight(stage, "stack-filter", "shop-dr").settled())
          .contains(new Sight.Settled("stack-filter", Optional.of("contains")));
    }
  }

  @Test
  void refusalThatNobodyKnewIsNoPosition() {
    try (Stage stage = new Stage(directory)) {
      stage.watched.answer((_, own) ->
          own.status() == 404
              ? new Reply(
                  404, own.headers(), own.body().replace("\"not_found\"", "\"no_such_stack\""))
              : own);

      Sight seen = sight(stage, "error-identifier");

      assertThat(seen.verdict()).isEqualTo(Verdict.BAD);
      assertThat(seen.seen()).contains("no_such_stack");
      assertThat(seen.settled()).contains(new Sight.Settled("error-identifier", Optional.empty()));
    }
  }

  @Test
  void regionsInAFormThatNobodyKnewAreNoPosition() {
    try (Stage stage = new Stage(directory)) {
      stage.watched.answer((request, own) ->
          request.path().endsWith("/clouds")
              ? new Reply(
                  200, own.headers(), "{\"response\":[{\"name\":\"aws\",\"regions\":[1,2]}]}")
              : own);

      Sight seen = sight(stage, "cloud-regions");

      assertThat(seen.verdict()).isEqualTo(Verdict.BAD);
      assertThat(seen.seen()).contains("number");
    }
  }
}
