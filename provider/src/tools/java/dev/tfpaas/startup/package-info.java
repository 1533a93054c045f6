/// The start of the packaged plugin: what is recorded when it is built, what it loads, how long it
/// takes.
///
/// It plays Terraform and may use everything. Start reading at [dev.tfpaas.startup.StartCache],
/// which the build runs.
@NullMarked
package dev.tfpaas.startup;

import org.jspecify.annotations.NullMarked;
