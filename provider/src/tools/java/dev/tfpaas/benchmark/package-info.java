/// Measures what a user waits for: starts, whole commands, and the value layer.
///
/// It may use whatever the tests use. Start reading at [dev.tfpaas.benchmark.Benchmarks], which the
/// build runs with `-Ptool -Dtool=bench`.
@NullMarked
package dev.tfpaas.benchmark;

import org.jspecify.annotations.NullMarked;
