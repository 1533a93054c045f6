package dev.tfpaas.docs;

import java.util.Map;

/// What messages of the platform of this machine mean and what to do, where they do not say so
/// themselves.
final class HostNotes {
  private static final String OF_THE_SYSTEM =
      "The operating system gives the reason. Check the permissions, the disk and the name.";
  private static final String OTHER_USER =
      "The package of the distribution makes one. Or do this as another user than root.";
  private static final String SLOW =
      "The machine is busy, or the server hangs: its log is in the directory of the platform."
          + " Apply again to go on.";
  private static final String STOPPED = "Ctrl-C, or the process was told to end. Do it again.";

  /// By message.
  static final Map<String, String> ALL =
      Map.ofEntries(
          note("MariaDB did not do within … s what it had received.", SLOW),
          note("MariaDB did not do within … s what it was told.", SLOW),
          note(
              "MariaDB does not run as root, and this machine has no user … to run it as.",
              OTHER_USER),
          note("No port is free for a copy", OF_THE_SYSTEM),
          note(
              "No free port was found from … on.",
              "Other programs have them. Write another number behind `ports` in the estate, or end"
                  + " what uses these."),
          note(
              "PostgreSQL does not run as root, and this machine has no user … to run it as.",
              OTHER_USER),
          note(
              "PostgreSQL … in … is too old: … or later is needed, which follows another server"
                  + " without being restarted.",
              "Install a newer one beside it; the newest is taken."),
          note("Redis did not do within … s what it was told.", SLOW),
          note("Region … does not answer.", "`paas host heal REGION` brings it back."),
          note(
              "The database of … runs, but does not answer.",
              "It starts, recovers or hangs: its log is in the directory of the platform. Apply"
                  + " again to go on."),
          note(
              "The platform host cannot be on this system: its servers and apps are processes of"
                  + " Linux or macOS.",
              "Use the platform `local` there."),
          note("Waiting for a process was interrupted.", STOPPED),
          note("an app has one server of an engine", "Name each engine once."),
          note("app … needs a region", "Write one of `regions` behind `region`."),
          note(
              "the database of … is not as it was handed over: it accepts writes, or has some that"
                  + " … lacks",
              "Somebody opened the side that was left. Nothing is overwritten by itself: plan"
                  + " again, and the plan says which side holds what, and how to give one up."),
          note(
              "the replication was ended meanwhile",
              "Somebody else did that after the plan was made. Plan again."),
          note(
              "the replication was reversed meanwhile: … follows … now",
              "Somebody else did that after the plan was made. Plan again."),
          note("there are no apps", "Write one or more below `apps`."),
          note("there is no such file", "A path begins in the directory of the estate."),
          note(
              "there is no … to read it into",
              "Add that engine to `databases`, or take `dump` away."),
          note(
              "two regions or more are needed", "In one, nothing can fail over. Name another one."),
          note("… cannot be copied", OF_THE_SYSTEM),
          note("… cannot be deleted", OF_THE_SYSTEM),
          note("… cannot be listed", OF_THE_SYSTEM),
          note("… cannot be locked", OF_THE_SYSTEM),
          note("… cannot be looked at", OF_THE_SYSTEM),
          note("… cannot be made", OF_THE_SYSTEM),
          note("… cannot be moved", OF_THE_SYSTEM),
          note("… cannot be read", OF_THE_SYSTEM),
          note(
              "… cannot be read: …",
              "The record of what runs was cut short or changed by hand. Restore it, or begin anew"
                  + " with another `path`."),
          note("… cannot be written", OF_THE_SYSTEM),
          note("… could not be run", OF_THE_SYSTEM),
          note("… could not be started", OF_THE_SYSTEM),
          note(
              "… could not be started in ….",
              "Its log in that directory says why. Run the command there by hand."),
          note(
              "… did not end within … s.",
              "The program hangs, or the machine is busy. Do it again."),
          note("… failed with status …: …", "What the program said stands behind it."),
          note(
              "… is on a file system that cannot replace a file.",
              "Choose a `path` on a disk of this machine."),
          note(
              "… is read into PostgreSQL, and into no ….",
              "Take `dump` away, or give the app PostgreSQL."),
          note("… was interrupted.", STOPPED));

  private HostNotes() {}

  private static Map.Entry<String, String> note(String message, String text) {
    return Map.entry(message, text);
  }
}
