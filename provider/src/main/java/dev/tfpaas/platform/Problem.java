package dev.tfpaas.platform;

/// Something that a platform would refuse, found before any change.
///
/// @param attribute the attribute to blame, as the resource spells it; empty for the whole
/// @param summary what cannot be done, one line, no full stop
/// @param detail what was given, what is expected, what to do
public record Problem(String attribute, String summary, String detail) {}
