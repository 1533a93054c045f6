/// Cloud 66's API version 3 over a world, so that the vendor's own tools cannot tell.
///
/// Apps, databases, replication, backups, maintenance and traffic are the world's; what the world
/// has not (uids, raw values of variables, settings, actions, files, groups without apps, tokens)
/// is a small model of the emulator's own, kept in memory. It knows the world and the shared
/// server, and shares no code with the adapter that is tested against it.
///
/// Start reading at [dev.tfpaas.emulator.cloud66.Cloud66Emulator].
@NullMarked
package dev.tfpaas.emulator.cloud66;

import org.jspecify.annotations.NullMarked;
