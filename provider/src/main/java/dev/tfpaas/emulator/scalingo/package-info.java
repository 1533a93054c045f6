/// Scalingo's wire API: authentication, apps and database APIs of both regions behind one address.
///
/// The model is this package's own and not a `world`: nearly all of what Scalingo's clients look at
/// (formations, operations, add-ons, certificates, migrations with their steps) is nothing a world
/// has, and Scalingo has neither replication nor failover groups, which are what a world is for. So
/// databases here hold no positions, and no app writes.
///
/// What no public source tells is marked in the comments as our choice. Start reading at
/// [dev.tfpaas.emulator.scalingo.ScalingoEmulator].
@NullMarked
package dev.tfpaas.emulator.scalingo;

import org.jspecify.annotations.NullMarked;
