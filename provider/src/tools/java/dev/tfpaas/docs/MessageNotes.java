package dev.tfpaas.docs;

import java.util.Map;

/// What messages of the command and of the embedded platform mean and what to do, where they do not
/// say so themselves.
final class MessageNotes {
  private static final String OPENED =
      "Nothing is overwritten by itself. Plan again: the plan says which side holds what, and how"
          + " to give one up.";
  private static final String ELSEWHERE = "It was changed elsewhere meanwhile. Plan again.";

  /// By message.
  static final Map<String, String> ALL =
      Map.ofEntries(
          note(
              "more than … values once aliases are written out",
              "Aliases of aliases grow fast. Write fewer."),
          note(
              "more than … levels deep",
              "No topology is; look at the brackets and the indentation."),
          note(
              "more than … levels deep with *…",
              "No topology is; an alias stands in what it names, or too deep."),
          note(
              "the secret in file:… cannot be read: … (a path begins in the directory of the"
                  + " topology)",
              "Put the file there, or correct the path or its permissions."),
          note(
              "there is no such file for -e ……",
              "The overlay is `topology.NAME.yaml` beside the topology. Check the name behind"
                  + " `-e`."),
          note(
              "this group says itself who serves, and does not follow active_region: …",
              "A note, no fault. Take `active` out of the group to let it follow."),
          note(
              "this line is indented too far, or the line before it lacks its \":\" or the space"
                  + " after it",
              "Indent it as the others of its mapping, or add what is missing."),
          note(
              "app … of the estate has a database …, and an emulated app has at most one of an"
                  + " engine, without a name: leave the name out",
              "Leave the name out in the estate."),
          note(
              "holds a world already, and an emulator starts with a new one: name another"
                  + " directory, or run 'paas local reset --path …'",
              "Name another directory with `--path`."),
          note("it exists already, and is left as it is", "Move it away, or name another file."),
          note(
              "no directory can be made in it (…)",
              "Check the permissions of the directory, and the disk."),
          note("--calls-a-minute must be 0 or more", "0 answers all calls."),
          note(
              "--containers: the estate has no app …",
              "Name apps of the estate, with commas between them."),
          note("--dialect: …", "The text lists the dialects that there are, and their values."),
          note(
              "--port and --operator-port must differ",
              "Give two ports, or leave both out for free ones."),
          note("--token must not be empty or hold spaces", "Leave it out for a made-up one."),
          note(
              "-C: there is no directory …",
              "Check the spelling. `-C` makes no directory. It stands once before the command and"
                  + " once behind it; the second one begins in the first one."),
          note(
              "-C: … is no directory",
              "Name the directory that the file is in; `-f` names the file."),
          note(
              "<< takes a mapping, e.g. <<: *name, or a list of mappings",
              "A merge key takes over what another mapping holds. Name that by its anchor."),
          note("N must be 1 or more", "It is how many writes are made."),
          note("Say which command", "`paas --help` lists them."),
          note("Say which vendor", "`paas emulate --help` lists them."),
          note(
              "a key must be a word",
              "A list or a mapping cannot be a key. If it is a text, put it in quotes."),
          note("a quote is opened here and never closed", "Close it, or take it away."),
          note("a timeline is drawn for Mermaid only", "Leave the other form out."),
          note("an app cannot be its own replica", "Name two apps."),
          note(
              "cannot let go of … (…)",
              "What was asked for was done; the operating system gives the reason."),
          note(
              "cannot make a directory in … (…)",
              "The place for temporary files cannot be used. Check permissions and disk; `TMPDIR`"
                  + " names another place."),
          note(
              "cannot read … (…)",
              "Check the permissions of the file and of the directories above it."),
          note(
              "cannot remove … (…)",
              "What was kept for a moment is still there, a plan among it. Remove it by hand."),
          note(
              "cannot run … (…)",
              "Terraform is on the PATH and does not start. Run it by hand to see why."),
          note(
              "cannot use … (…)",
              "Terraform's own directory cannot be made or written. Check permissions;"
                  + " `TF_DATA_DIR` names another one."),
          note("cannot write … (…)", "Check permissions and disk. The file is as it was."),
          note("cannot …:……", "Terraform failed. What it said follows."),
          note("has no value", "Write one, or leave the key out."),
          note(
              "interrupted",
              "Ctrl-C, or the process was told to end. Terraform has ended first; run the command"
                  + " again to go on."),
          note("it cannot be read (…)", "Check that it is a file in UTF-8, and its permissions."),
          note("it is no YAML: …", "The text says what is not understood at that place."),
          note(
              "needs `source` and `replica`, or `between`: the two apps",
              "`between` lets data flow away from the app that serves; `source` and `replica` say a"
                  + " direction once and for all."),
          note("needs `…`", "Add that key."),
          note("needs `…`: …", "Add that key; the text says what for."),
          note(
              "not possible on the platform …: …",
              "The platform cannot do it. The text says why, and what leads there instead."),
          note(
              "nothing was done",
              "What was wrong stands above, or the question was not answered with `yes`."),
          note(
              "nothing was switched or moved yet",
              "A timeline shows what was done. Apply a switch or a migration first."),
          note(
              "only variables and tokens can be references; write the value",
              "Nothing else is a secret here."),
          note("say which platform it is: `kind: …`", "Add `kind`."),
          note(
              "the character U+… must not stand in YAML",
              "Take it away. An editor may not show it."),
          note(
              "the … flows in a circle: replication …",
              "Each database gets its data from one other, and one from none. Take a replication"
                  + " away."),
          note(
              "the … of … follows already: see …",
              "A database follows one other. Take one of the two replications away."),
          note("there is no file …", "Check the name, and `-C`."),
          note("there is no … to import; there are …", "Name one of those."),
          note(
              "this looks like a secret, which must not stand in this file",
              "Write `env:NAME` or `file:PATH` in its place."),
          note("this number has too many digits", "Check it; numbers are exact here."),
          note(
              "this stands after the end of the value that began in line 1",
              "A file is one mapping. Indent alike, or take it away."),
          note(
              "… and … are both \"…\" on the platform",
              "Two apps would have one name there. Give one of them another `name`."),
          note("… exists already, and is left as it is", "Move it away, or name another file."),
          note(
              "… is a copy of itself: …, …",
              "Follow `clone_of` from name to name. One of them has to exist already."),
          note(
              "… is longer than objectives.…, which is …",
              "The guard allows more than was promised. Make it shorter, or the objective longer."),
          note(
              "… is not between the members of …",
              "A group hands over replications between its own members."),
          note("… must be a port from 0, a free one, to 65535", "Leave it out for a free one."),
          note("a failover group needs two different apps", "Name two."),
          note(
              "an app named … exists and is no copy of …",
              "Choose another name, or delete that app."),
          note("app … belongs to failover group …", "Dissolve the group first."),
          note(
              "app … does not serve now: it is in maintenance or a database is read-only",
              "`paas local show` says which; a migration needs an app that serves."),
          note(
              "app … does not serve: it is in maintenance, or a database of it takes no writes",
              "Traffic moves to an app that serves. Open it, and promote its database."),
          note("app … has a database … already", "Choose another name, or use that one."),
          note("app … has no … database…", "`paas local show` lists them."),
          note(
              "\"…\" is no name for a database: a name has 1 to 63 lower-case letters, digits,"
                  + " hyphens and underscores, and begins with a letter",
              "Choose another name."),
          note(
              "replication … is of database …",
              "Its database was renamed since. End the replication first, or choose another"
                  + " database."),
          note("app … is being made", "Wait until it runs."),
          note("app … needs a region, e.g. region: …", "Say where it is."),
          note("cannot be changed (…)", "Check the permissions of the directory, and the disk."),
          note("cannot be removed (…)", "Check the permissions of the directory."),
          note(
              "cannot be unlocked (…)",
              "What was written is there; the operating system gives the reason."),
          note("cannot be written (…)", "Check the permissions of the directory, and the disk."),
          note(
              "failover group … exists with other members",
              "Choose another name, or dissolve that group."),
          note(
              "failover group … has no app in that place",
              "Give it one (`secondary_app_id`) first."),
          note("failover group … has no second app", "Give it one (`secondary_app_id`) first."),
          note("app … has no … database", "`paas local show` lists them."),
          note("app … is active in failover group …: …", "Switch to the other side first."),
          note("app … is being migrated to …", "Finish or abort that migration first."),
          note("app … is being written to: …", "Close it first, or replicate the other way."),
          note("app … is in … already", "Nothing is to be moved. Name another region."),
          note(
              "app … takes part in a failover group or a replication and must keep its name",
              "Leave the new name out."),
          note("database … accepts writes: somebody made it writable since it was left", OPENED),
          note(
              "database … already takes part in another replication that would end",
              "End that one first, or choose another replica."),
          note(
              "database … holds … writes, of which … has only …",
              "They would be lost. Replicate the other way, or set `overwrite_replica = true`."),
          note("database … is not closed any more as the switch left it", OPENED),
          note(
              "database … takes no writes",
              "It serves nobody as it is. Promote it, then plan again."),
          note("database … was written to since it was handed over", OPENED),
          note("replication … has a fixed direction by now", ELSEWHERE),
          note("replication … was changed since it was handed over", ELSEWHERE),
          note("replication …, or a database of it, is gone", ELSEWHERE),
          note(
              "the app or the region does not exist",
              "Check the spelling; `paas local show` lists them."),
          note("failover group … is being changed", "Wait until that has ended."),
          note(
              "failover group … is there already, or being changed",
              "It serves from there already, or will soon; look with `paas local show`."),
          note(
              "it ends with revision … after … bytes, and revision … had been written, up to …"
                  + " bytes: calls that were acknowledged are lost. Restore the directory from a"
                  + " backup, start anew with 'paas local reset', or remove the file … beside it to"
                  + " go on without them",
              "The journal is shorter than the file `lock` says, e.g. after a loss of power or a"
                  + " partial restore. Restore the directory from a backup, start anew with `paas"
                  + " local reset`, or remove `lock` to go on without the lost calls."),
          note("migration … is finalized", "It can be neither continued nor aborted."),
          note(
              "migration … is in another phase",
              "Phases follow one another; `paas local show` says which is reached."),
          note("migration … is …", "It has ended, or is busy; `paas local show` says so."),
          note(
              "one of the apps belongs to failover group …",
              "An app can be in one group. Dissolve that one, or take another app."),
          note("region … does not answer", "`paas local heal REGION` brings it back."),
          note("the active place has no app", "Name an app for the place that shall serve."),
          note("the name … is taken", "Choose another name."),
          note("the name … is taken by another group", "Choose another name."),
          note("there is no app \"…\"", "Check the spelling; `paas local show` lists them."),
          note(
              "there is no failover group \"…\"",
              "Check the spelling; `paas local show` lists them."),
          note("there is no migration \"…\"", "Check the spelling; `paas local show` lists them."),
          note("there is no region \"…\"", "Check the spelling; `paas local show` lists them."),
          note(
              "there is no replication \"…\"", "Check the spelling; `paas local show` lists them."),
          note("traffic … needs an app", "Say which app or group its requests go to."),
          note(
              "… holds … writes that … lacks",
              "They would be lost. Replicate the other way, or set `overwrite_replica = true`."),
          note(
              "… is not filled yet: there is nothing to promote",
              "Wait until the replica has its data."),
          note(
              "… may still accept writes: make it read-only first",
              "Two writable databases of one data set would part."),
          note("… must be a list, e.g. [a, b]", "Write that in the estate."),
          note("… must be a whole number from … to …", "Write that in the estate."),
          note("… must be one value, not …", "Write that in the estate."),
          note("… must be true or false", "Write that in the estate, without quotes."),
          note("… must be …", "Write that in the estate."),
          note("… still follows …", "Switch the replication off first."));

  private MessageNotes() {}

  private static Map.Entry<String, String> note(String message, String text) {
    return Map.entry(message, text);
  }
}
