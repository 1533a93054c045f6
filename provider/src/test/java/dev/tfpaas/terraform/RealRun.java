package dev.tfpaas.terraform;

import dev.tfpaas.world.Pause.Moment;
import java.util.List;

/// A workspace and a platform where only one command is left to run. Closing ends both.
interface RealRun extends AutoCloseable {

  Workspace workspace();

  /// Returns the command.
  Command command();

  /// Tells whether it leaves nothing in the state.
  boolean destroys();

  /// Returns a command with what it has to be told of the platform.
  Command told(Command other);

  /// Returns the changes that the platform accepted since this began.
  List<String> calls();

  /// Lets one of the calls stand still.
  ///
  /// @param calls what an undisturbed run makes
  /// @param number which of them
  void hold(Moment moment, List<String> calls, int number);

  /// Tells whether a call stands still now.
  boolean isHeld();

  /// Lets go what stands still, after the signals were sent: what a dead provider had not yet begun
  /// does not happen.
  void release(Signals signals);

  /// Returns what lasts of what the platform is, when all is over.
  List<String> ending();

  /// Returns what the monitors recorded.
  List<String> violations();

  /// Returns the calls that were made again although they must not be.
  ///
  /// @param usual what an undisturbed run makes
  List<String> repeated(List<String> usual, Signals signals);

  @Override
  void close();
}
