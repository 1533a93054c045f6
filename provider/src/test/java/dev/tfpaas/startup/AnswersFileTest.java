package dev.tfpaas.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.framework.tfplugin6.Loopback;
import dev.tfpaas.framework.tfplugin6.Loopback.Reply;
import dev.tfpaas.framework.tfplugin6.Phrasing;
import dev.tfpaas.framework.tfplugin6.PreparedAnswers;
import dev.tfpaas.framework.tfplugin6.ProviderService;
import dev.tfpaas.proto.tfplugin6.TfPlugin6;
import io.grpc.Status;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whether a host that is answered from the file reads what the provider itself would have said.
class AnswersFileTest {
  static List<String> methods() {
    return Stream.concat(
            TfPlugin6.getDescriptor().findServiceByName("Provider").getMethods().stream()
                .map(method -> method.getName()),
            Stream.of("FromTheFuture"))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void answerIsTheProvidersOrIsLeftToIt(String method) throws IOException {
    String full = "tfplugin6.Provider/" + method;
    Reply provider =
        reply(
            Loopback.serving(
                new ProviderService<>(StartCache.provider(), (_, _) -> {}, Phrasing.PLAIN)),
            full);

    Reply prepared = reply(Loopback.serving(PreparedAnswers.of(AnswersFile.content())), full);

    if (PreparedAnswers.leavesToTheProvider(full)) {
      assertThat(provider.status().getCode()).isNotEqualTo(Status.Code.UNIMPLEMENTED);
      assertThat(prepared.status().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    } else {
      assertThat(prepared.status().getCode()).isEqualTo(provider.status().getCode());
      assertThat(prepared.message()).isEqualTo(provider.message());
    }
  }

  @Test
  void everythingThatAsksWhatThereIsIsAnswered() throws IOException {
    assertThat(PreparedAnswers.of(AnswersFile.content()).bindService().getMethods())
        .extracting(method -> method.getMethodDescriptor().getBareMethodName())
        .containsExactlyInAnyOrder(
            "GetFunctions", "GetMetadata", "GetProviderSchema", "GetResourceIdentitySchemas");
  }

  @Test
  void callsOfOtherServicesAreNotForTheProvider() {
    assertThat(PreparedAnswers.leavesToTheProvider("plugin.GRPCStdio/ConfigureProvider")).isFalse();
    assertThat(PreparedAnswers.leavesToTheProvider("tfplugin6.Provider/ConfigureProvider"))
        .isTrue();
  }

  @Test
  void fileThatEndsTooSoonIsRefused() throws IOException {
    byte[] whole = AnswersFile.content();

    assertThatThrownBy(() -> PreparedAnswers.of(Arrays.copyOf(whole, 1000)))
        .isInstanceOf(IOException.class)
        .hasMessage("the answer to GetProviderSchema ends too soon");
  }

  private static Reply reply(Loopback loopback, String method) {
    try {
      return loopback.call(method);
    } finally {
      loopback.close();
    }
  }
}
