package dev.tfpaas.platform.host;

import dev.tfpaas.platform.ContractStage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/// The same with MariaDB.
class HostMariaContractTest extends HostContractTest {
  private static @Nullable HostStage shared;

  @Override
  protected ContractStage open(Path directory) {
    HostStage stage = shared == null ? new HostStage("mysql").up() : shared;
    shared = stage;
    return new OnStage(stage);
  }

  @AfterAll
  static void down() {
    if (shared != null) {
      shared.close();
    }
  }
}
