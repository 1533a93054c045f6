package dev.tfpaas.platform.host.mariadb;

import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A data set with nothing in it but the users. Making one takes seconds; so the first one of a
/// platform is kept beside its apps, and the others are copies of it.
///
/// @param home the directory of the server that one is for
/// @param tools the server's programs
/// @param release what makes it
record MariaBlank(Path home, MariaTools tools, String release) {
  private static final Duration INSTALLING = Duration.ofMinutes(5);
  private static final String FIRST = "paas.first";

  /// Returns what is said to it first.
  String first(String password) {
    return """
    -- MariaDB %4$s
    FLUSH PRIVILEGES;
    DELETE FROM mysql.global_priv WHERE user IN ('root', '');
    DELETE FROM mysql.proxies_priv;
    FLUSH PRIVILEGES;
    CREATE USER '%1$s'@'%%' IDENTIFIED BY '%3$s';
    GRANT ALL ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;
    CREATE USER '%2$s'@'%%' IDENTIFIED BY '%3$s';
    GRANT ALL ON `%2$s`.* TO '%2$s'@'%%';
    """
        .formatted(MariaServer.OWNER, MariaServer.USER, password, release);
  }

  /// Beside the apps; no app has a name that begins with a dot.
  private Path kept() {
    return home.resolveSibling("..").normalize().resolveSibling(".mariadb");
  }

  /// Puts one into a directory that does not exist.
  ///
  /// @param first what is said to it
  void copy(String first, Path to) {
    Path said = kept().resolve(FIRST);
    if (!Files.exists(said) || !MariaFiles.read(said).equals(first)) {
      keep(first);
    }
    copyAll(kept(), to);
    OwnFiles.delete(to.resolve(FIRST));
  }

  /// Two may make it at once; either is as good.
  private void keep(String first) {
    Path fresh = kept().resolveSibling(".mariadb-" + home.getName(home.getNameCount() - 2));
    OwnFiles.deleteAll(fresh);
    try {
      install(first, fresh);
      OwnFiles.deleteAll(kept());
      Files.move(fresh, kept(), StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException _) {
      // The other one's.
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be moved".formatted(fresh), failure);
    } finally {
      OwnFiles.deleteAll(fresh);
    }
  }

  private void install(String first, Path fresh) {
    OwnFiles.closed(fresh);
    MariaTools.handOver(fresh);
    OwnFiles.write(fresh.resolve(FIRST), first);
    List<String> words = new ArrayList<>();
    words.add("--no-defaults");
    words.add("--auth-root-authentication-method=normal");
    words.add("--skip-test-db");
    words.add("--skip-name-resolve");
    words.add("--datadir=" + fresh);
    words.add("--extra-file=" + fresh.resolve(FIRST));
    words.add("--tmpdir=" + MariaTools.temporary(home, "tmp.new"));
    words.addAll(MariaTools.asUser());
    words.addAll(MariaFiles.SIZES.stream().map("--"::concat).toList());
    // Nothing of it is worth waiting for the disk.
    words.add("--sync-frm=OFF");
    words.add("--innodb-flush-method=nosync");
    tools.run(tools.install(), words, Path.of("/dev/null"), INSTALLING);
  }

  private static void copyAll(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be copied".formatted(from), failure);
    }
  }
}
