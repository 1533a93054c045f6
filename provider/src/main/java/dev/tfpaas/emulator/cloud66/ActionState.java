package dev.tfpaas.emulator.cloud66;

import java.time.Instant;

/// Something that is being done, or was.
///
/// @param id increasing
/// @param stack the uid of the stack
/// @param name what is done
/// @param startedAt when it began
/// @param finishedAt when it ends
/// @param success how it ends
/// @param message with what words
/// @param reference what the caller gave along; empty when nothing
record ActionState(
    long id,
    String stack,
    String name,
    Instant startedAt,
    Instant finishedAt,
    boolean success,
    String message,
    String reference) {}
