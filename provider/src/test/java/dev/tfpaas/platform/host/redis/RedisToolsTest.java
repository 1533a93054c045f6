package dev.tfpaas.platform.host.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.platform.host.process.HostFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisToolsTest {
  @ParameterizedTest
  @CsvSource({
    "redis 7.0.15, redis 7.0.15, ",
    "redis 7.2.4, redis 7.0.15, ",
    "redis 7.0.15, redis 7.2.4, it is older",
    "redis 7.0.9, redis 7.0.15, it is older",
    "redis 10.0.0, redis 7.2.4, ",
    "valkey 8.0.1, redis 7.2.4, it is another program"
  })
  void copyIsRefusedByAnOlderServer(String mine, String source, String why) {
    assertThat(RedisTools.cannotRead(mine, source).orElse(null)).isEqualTo(why);
  }

  @Test
  void programThatIsTooOldIsRefused(@TempDir Path temporary) throws Exception {
    Path old = temporary.resolve("redis-server");
    Files.writeString(old, "#!/bin/sh\necho 'Redis server v=6.0.16 sha=0 bits=64'\n");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> new RedisTools(old).requireVersion())
        .isInstanceOf(HostFailure.class)
        .hasMessageContaining("too old: 7 or later");
  }
}
