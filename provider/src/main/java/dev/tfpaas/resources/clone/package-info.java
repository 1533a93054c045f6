/// `paas_app_clone`: a copy of an app.
///
/// May use what the resources share. Start at [CloneKind].
@NullMarked
package dev.tfpaas.resources.clone;

import org.jspecify.annotations.NullMarked;
