/// What a registry or a mirror gets: zips, their sums, the manifest, licences.
///
/// It may use the start's cache. Start reading at [dev.tfpaas.release.Release], which the build
/// runs by `-Ptool -Dtool=release`.
@NullMarked
package dev.tfpaas.release;

import org.jspecify.annotations.NullMarked;
