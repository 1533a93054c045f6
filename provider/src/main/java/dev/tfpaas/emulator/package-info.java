/// What the vendors' emulators share: a loopback HTTP server, its request log, injected faults, and
/// the operator's port.
///
/// The vendors' APIs are in packages below, one each: one of them over a `world`, the others over
/// models of their own. They share no code with the adapters that are tested against them, so that
/// there are two readings of one reference. Acts that a vendor offers only in its dashboard, faults
/// and the request log are on a separate operator port, never in the vendor's API. Uses the JDK's
/// HTTP server and JSON trees.
///
/// Where nobody outside knows how a vendor's service behaves, an emulator has a switch: the
/// register in `platform.register` lists its positions, and [dev.tfpaas.emulator.Dialect] says
/// which holds. To add one, add `dialect` to its entry and ask the dialect where the emulator
/// answers.
///
/// Start reading at [dev.tfpaas.emulator.EmulatorServer].
@NullMarked
package dev.tfpaas.emulator;

import org.jspecify.annotations.NullMarked;
