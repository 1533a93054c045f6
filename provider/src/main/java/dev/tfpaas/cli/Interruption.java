package dev.tfpaas.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

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

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "interrupt");
  private volatile Optional<Running> running = Optional.empty();
  private volatile boolean requested;

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// A process that may have to be told.
  private record Running(Process process, BooleanSupplier knows) {}

  /// Watches over a process.
  ///
  /// @param said what it has printed so far
  void watch(Process process, Transcript said) {
    running = Optional.of(new Running(process, () -> said.text().contains(RECEIVED)));
  }

  /// Tells whether to stop.
  boolean isRequested() {
    return requested;
  }

  /// Does nothing unless an interrupt came.
  ///
  /// @throws CommandException when one came
  void check() {
    if (requested) {
      throw new CommandException(PaasCommand.FAILED, "interrupted");
    }
  }

  private void interrupted() {
    requested = true;
    try {
      Optional<Running> told = running;
      if (told.isPresent()) {
        tell(told.get());
      }
      finished.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(Running told) throws InterruptedException {
    boolean ended = told.process().waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    if (!ended && !told.knows().getAsBoolean()) {
      // The handle, because ending the process itself would close its streams; Terraform takes
      // SIGTERM for an interrupt.
      told.process().toHandle().destroy();
    }
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
