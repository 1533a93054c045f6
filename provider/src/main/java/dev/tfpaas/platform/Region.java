package dev.tfpaas.platform;

/// A place where apps run.
///
/// @param name the platform's identifier, e.g. `eu-west`
/// @param displayName its name for people
/// @param cloud the cloud it belongs to; empty when the platform has no such thing
/// @param available whether apps in it can be reached now
public record Region(String name, String displayName, String cloud, boolean available) {}
