/// The entry point, and the only place where everything is wired together.
///
/// It may use every other package, and no other package may use it. Start reading at [Main].
@NullMarked
package dev.tfpaas;

import org.jspecify.annotations.NullMarked;
