package dev.tfpaas.platform;

import dev.tfpaas.emulator.Dialect;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What every platform promises, in every dialect of its vendor in which everything can be done.
///
/// A vendor's class has a static method `dialects`, which is [Dialects#working], and opens its
/// emulator in one of them.
@ParameterizedClass(name = "{0}")
@MethodSource("dialects")
public abstract class DialectContract extends PlatformContract<EmulatedStage> {
  private final Dialect dialect;

  /// Tries one dialect.
  protected DialectContract(Dialect dialect) {
    this.dialect = dialect;
  }

  /// Opens the platform of a vendor that speaks a dialect.
  protected abstract EmulatedStage open(Path directory, Dialect spoken);

  @Override
  protected final EmulatedStage open(Path directory) {
    return open(directory, dialect);
  }
}
