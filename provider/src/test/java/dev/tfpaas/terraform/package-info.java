/// The built provider under the real `terraform`, as a user has it.
///
/// Every `IT` here starts `terraform` in a directory of its own with `target/dist` as its only
/// source of providers, and reads what happened from Terraform's own JSON and from the local
/// platform's call log. Start reading at [dev.tfpaas.terraform.Workspace], then at
/// `FailoverStoryIT`.
@NullMarked
package dev.tfpaas.terraform;

import org.jspecify.annotations.NullMarked;
