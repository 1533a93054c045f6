package dev.tfpaas.framework.tfplugin6;

import com.google.protobuf.Message;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.resource.Guarded;
import dev.tfpaas.framework.resource.Log;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The one boundary between calls and what they do: every call is answered exactly once, and
/// whatever is thrown becomes a diagnostic.
final class Responder {
  private final Log log;
  private final Set<String> blocks;
  private final Phrasing words;
  private final AtomicInteger running = new AtomicInteger();

  /// Makes a responder.
  ///
  /// @param log where stack traces and warnings go
  /// @param blocks names of the top-level blocks of the schemas
  /// @param words how messages are said
  Responder(Log log, Set<String> blocks, Phrasing words) {
    this.log = log;
    this.blocks = Set.copyOf(blocks);
    this.words = words;
  }

  /// How many calls are under way.
  int running() {
    return running.get();
  }

  /// Fills the answer to one call.
  ///
  /// @param <B> builder of the answer
  @FunctionalInterface
  interface Work<B> {
    /// Fills in everything but the diagnostics of the second argument, which are added afterwards.
    void fill(B answer, Diagnostics diagnostics);
  }

  /// How to make an answer of one type.
  ///
  /// @param empty makes an empty builder
  /// @param addDiagnostics adds diagnostics to a builder
  /// @param build makes the message
  record Form<B, M extends Message>(
      Supplier<B> empty,
      BiConsumer<B, List<dev.tfpaas.proto.tfplugin6.Diagnostic>> addDiagnostics,
      Function<B, M> build) {}

  /// Does the work and answers with what it filled in; with an empty answer if it threw. The
  /// diagnostics are there in both cases.
  ///
  /// @param what the call, for messages: "PlanResourceChange paas_app_clone"
  <B, M extends Message> void respond(
      String what, StreamObserver<M> to, Form<B, M> form, Work<B> work) {
    running.incrementAndGet();
    try {
      Diagnostics diagnostics = new Diagnostics();
      B answer =
          Guarded.run(what, diagnostics, log, () -> filled(form, work, diagnostics))
              .orElseGet(form.empty());
      form.addDiagnostics().accept(answer, WireDiagnostics.encode(told(what, diagnostics), blocks));
      send(what, to, form.build().apply(answer));
    } finally {
      running.decrementAndGet();
    }
  }

  private Diagnostics told(String what, Diagnostics diagnostics) {
    Diagnostics told = new Diagnostics();
    diagnostics
        .list()
        .forEach(it ->
            told.add(
                new Diagnostic(
                    it.severity(),
                    words.of(what, it.summary()),
                    words.of(what, it.detail()),
                    it.path())));
    return told;
  }

  private static <B> B filled(Form<B, ?> form, Work<B> work, Diagnostics diagnostics) {
    B answer = form.empty().get();
    work.fill(answer, diagnostics);
    return answer;
  }

  private <M extends Message> void send(String what, StreamObserver<M> to, M answer) {
    if (to instanceof ServerCallStreamObserver<M> call && call.isCancelled()) {
      // There is no one left to tell; sending would throw.
      log.write(Level.WARNING, "nobody waits for the answer to " + what);
      return;
    }
    to.onNext(answer);
    to.onCompleted();
  }
}
