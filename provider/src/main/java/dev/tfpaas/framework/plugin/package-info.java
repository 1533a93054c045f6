/// The process side of a plugin: how Terraform starts it, finds it, talks to it and ends it.
///
/// It may use gRPC, Netty and the generated stubs, and nothing of ours: the services it serves are
/// handed in. Start reading at [dev.tfpaas.framework.plugin.Plugin], then follow the start in
/// order: `Handshake`, `MutualTls`, `PluginServer`.
@NullMarked
package dev.tfpaas.framework.plugin;

import org.jspecify.annotations.NullMarked;
