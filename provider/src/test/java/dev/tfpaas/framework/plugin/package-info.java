/// Tests of the process side: most of them play Terraform over the real wire.
///
/// [dev.tfpaas.framework.plugin.TestPlugin] is the plugin under test when a process of its own is
/// needed, and [dev.tfpaas.framework.plugin.TestProvider] the one service it offers. Start reading
/// at [dev.tfpaas.framework.plugin.TestProvider].
@NullMarked
package dev.tfpaas.framework.plugin;

import org.jspecify.annotations.NullMarked;
