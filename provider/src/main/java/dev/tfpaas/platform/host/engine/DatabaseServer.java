package dev.tfpaas.platform.host.engine;

import java.nio.file.Path;
import java.util.Optional;

/// One server with its directory. Its methods change what is on this machine; who may call them
/// when is another's affair.
public interface DatabaseServer {
  /// Returns the directory that holds its data, its log and its number.
  Path home();

  /// Returns the variable by which an app is told where it is.
  String variable();

  /// Returns the address for the app, which holds the password.
  String url();

  /// Tells whether there is a data set.
  boolean exists();

  /// Returns its number; empty when it does not run.
  Optional<Long> pid();

  /// Tells whether it runs, whoever started it.
  default boolean runs() {
    return pid().isPresent();
  }

  /// Tells whether it will come up as a standby, which no client can make accept a write.
  boolean startsAsStandby();

  /// Makes an empty data set for the app, unless there is one, and starts it.
  void make();

  /// Starts it, unless it runs; fails when it does not start.
  void start();

  /// Stops it in order: everything that it acknowledged is on disk.
  void stop();

  /// Kills it with its processes (SIGKILL).
  void kill();

  /// Sees to it that it cannot accept a write: it is a standby of nobody from now on. Nothing that
  /// it acknowledged is lost.
  void fence();

  /// Sees to it that it comes up as a standby, whenever it starts next. It must not run.
  void fenceStopped();

  /// Makes a standby writable; returns when it is.
  void promote();

  /// Lets a standby follow nobody any more.
  void detach();

  /// Lets it follow a server that includes all it holds, without a new copy where the engine can.
  ///
  /// @param gate the port by which that one is reached
  /// @param slot what keeps that one's log until it was received; [#keepLog] has made it
  void follow(int gate, String slot);

  /// Takes back what it alone holds, and lets it follow a server of the same data set.
  ///
  /// @param gate the port by which that one is reached
  /// @param slot what keeps that one's log until it was received; [#keepLog] has made it
  void rewind(int gate, String slot);

  /// Puts a copy of another server in place of what it holds, and follows that one.
  ///
  /// @param gate the port by which that one is reached
  /// @param slot what keeps that one's log until it was received; [#keepLog] has made it
  void copy(int gate, String slot);

  /// Lets another server consent to be followed and keep its log until this one has received it;
  /// changes nothing here.
  ///
  /// @param gate the port by which that one is reached
  /// @param slot what keeps it
  void keepLog(int gate, String slot);

  /// Lets it keep no log for servers that do not follow it any more.
  void dropSlots();

  /// Asks it what it is.
  ///
  /// @param gate the port by which it is reached
  /// @throws DatabaseException when it does not answer
  ServerFacts facts(int gate);

  /// Reads a dump into the app's database, all of it or nothing, and only once.
  void load(Path dump);
}
