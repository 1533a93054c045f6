package dev.tfpaas.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Hands an interrupt (Ctrl-C, or a signal to this process alone) on to Terraform, once, and holds
/// this process until Terraform has ended in order and everything has been said.
///
/// A terminal sends Ctrl-C to all processes of the command: Terraform has it already then and says
/// so. A second interrupt would make it end at once, so it gets one only if it says nothing. The
/// virtual machine ends when its shutdown hooks have, and with the status of the signal; this one
/// ends when the command does.
final class Interruption implements AutoCloseable {
  private static final String RECEIVED = "Interrupt received";
  private static final long PATIENCE_MILLIS = 1000;
  private static final long BEAT_MILLIS = 100;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "interrupt");
  private volatile Optional<Running> running = Optional.empty();
  private volatile Optional<Runnable> atPrompt = Optional.empty();
  private volatile boolean requested;

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// A process that may have to be told.
  private record Running(Process process, BooleanSupplier knows) {}

  /// Watches over a process.
  ///
  /// @param said what it has printed so far
  void watch(Process process, TerraformTool.Transcript said) {
    running = Optional.of(new Running(process, () -> said.text().contains(RECEIVED)));
  }

  /// Does nothing unless an interrupt came.
  ///
  /// @throws CommandException when one came
  void check() {
    if (requested) {
      throw new CommandException(PaasCommand.FAILED, "interrupted");
    }
  }

  /// Waits for a person's answer, during which an interrupt ends this process at once: nothing runs
  /// that would have to end in order, and nothing wakes a thread that reads from a terminal.
  ///
  /// @param cleanUp what is left to do then
  String asking(Supplier<String> question, Runnable cleanUp) {
    atPrompt = Optional.of(cleanUp);
    try {
      return question.get();
    } finally {
      atPrompt = Optional.empty();
    }
  }

  private void interrupted() {
    requested = true;
    Optional<Runnable> cleanUp = atPrompt;
    if (cleanUp.isPresent()) {
      cleanUp.get().run();
      return;
    }
    try {
      boolean told = false;
      do {
        // The one that runs now may end by itself, and the next one not know of the interrupt yet.
        told = told || (running.isPresent() && tell(running.get()));
      } while (!finished.await(BEAT_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Tells a process unless it knows already; false when it ended before that without knowing.
  private static boolean tell(Running told) throws InterruptedException {
    boolean ended = told.process().waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    if (!ended && !told.knows().getAsBoolean()) {
      // The handle, because ending the process itself would close its streams; Terraform takes
      // SIGTERM for an interrupt.
      told.process().toHandle().destroy();
    }
    return !ended || told.knows().getAsBoolean();
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // An interrupt came; the virtual machine is ending.
      requested = true;
    }
  }
}
