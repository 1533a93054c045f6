/// Terraform's plugin protocol 6 on top of `framework.resource`: messages to and from our types,
/// and nothing else.
///
/// May use the rest of the framework except `framework.plugin`, the generated stubs and gRPC; no
/// other package may name those two.
///
/// Start at [dev.tfpaas.framework.tfplugin6.ProviderService].
@NullMarked
package dev.tfpaas.framework.tfplugin6;

import org.jspecify.annotations.NullMarked;
