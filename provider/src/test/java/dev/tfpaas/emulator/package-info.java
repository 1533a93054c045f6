/// What tests of all emulators share: a client that writes requests as Go's does and decodes
/// answers as strictly, so that an emulator is held to what the vendors' own clients depend on. It
/// uses nothing but sockets and JSON; the vendors' calls are in the packages below. Start with
/// [dev.tfpaas.emulator.GoWire].
@NullMarked
package dev.tfpaas.emulator;

import org.jspecify.annotations.NullMarked;
