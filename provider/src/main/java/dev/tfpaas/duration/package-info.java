/// How a user writes a length of time, and how one is written for a user.
///
/// May use the JDK only. What Terraform's configuration, a topology, an estate and the command line
/// take is read by one parser, so that the same text means the same everywhere. Start reading at
/// [dev.tfpaas.duration.Durations].
@NullMarked
package dev.tfpaas.duration;

import org.jspecify.annotations.NullMarked;
