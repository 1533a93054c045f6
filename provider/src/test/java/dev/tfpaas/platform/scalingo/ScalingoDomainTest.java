package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.runbook.Step;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A domain that Scalingo refuses to attach.
class ScalingoDomainTest {
  private final EmulatedScalingo scalingo = EmulatedScalingo.start();

  @AfterEach
  void stop() {
    scalingo.close();
  }

  @Test
  void refusalStaysARefusalWhileTheRegionOfThePartnerIsDown() {
    ScalingoApi api = scalingo.api();
    AppReader reader = new AppReader(api);
    AppSteps steps =
        new AppSteps(api, reader, new ScalingoIncarnations(api, reader, scalingo.clock));
    Step step =
        steps.attach(
            api.place("shop-front"),
            "new.example.org",
            Optional.of(api.place("osc-secnum-fr1/shop-second")));
    scalingo.watched.answer((request, own) -> {
      if (request.path().startsWith("/osc-secnum-fr1/")) {
        return Reply.html(503);
      }
      return request.method().equals("POST") && request.path().endsWith("/domains")
          ? Reply.text(422, "{\"errors\":{\"name\":[\"is not allowed\"]}}")
          : own;
    });

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> step.act().run())
        .matches(failure -> failure.kind() == Kind.REJECTED && !failure.safeToRepeat())
        .withMessageContaining("is not allowed");
  }
}
