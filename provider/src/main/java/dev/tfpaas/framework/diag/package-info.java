/// What a user is told: errors and warnings, each with the place in the configuration it blames. It
/// may use the JDK and `cty`. Start reading at [dev.tfpaas.framework.diag.Diagnostic].
@NullMarked
package dev.tfpaas.framework.diag;

import org.jspecify.annotations.NullMarked;
