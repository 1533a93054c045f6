/// Bytes that nobody would send: every reader of bytes from outside is held to an error with a
/// place, in bounded time and memory.
///
/// [BadBytes] is one entry for all readers, which Jazzer drives by coverage in a process of its
/// own; inputs that once broke something are kept beside the tests and are tried first.
@NullMarked
package dev.tfpaas.fuzz;

import org.jspecify.annotations.NullMarked;
