package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Value;

/// What the provider is configured with.
///
/// @param config object of the provider's schema; may hold unknown values while planning
/// @param terraformVersion as Terraform or OpenTofu tells it, in any form; for log lines and
///   `User-Agent` only
public record ConfigureRequest(Value config, String terraformVersion) {}
