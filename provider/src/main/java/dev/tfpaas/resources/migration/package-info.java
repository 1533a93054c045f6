/// `paas_region_migration`: an app moves to another region.
///
/// May use what the resources share. Start at [MigrationKind].
@NullMarked
package dev.tfpaas.resources.migration;

import org.jspecify.annotations.NullMarked;
