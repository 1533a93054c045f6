package dev.tfpaas.yaml;

/// Something wrong with a file.
///
/// @param place where
/// @param message what is wrong and what to do, in one line
public record Complaint(FilePlace place, String message) {}
