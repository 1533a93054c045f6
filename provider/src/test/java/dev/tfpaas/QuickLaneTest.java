package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What `mvn -Pquick verify` says that it leaves out is there to be left out.
class QuickLaneTest {
  @Test
  void everyTestThatIsLeftOutExists() {
    Matcher list =
        Pattern.compile("<quick\\.left\\.out>([^<]+)</quick\\.left\\.out>")
            .matcher(SourceFiles.read(Path.of("pom.xml")));
    assertThat(list.find()).isTrue();

    List<String> tests =
        SourceFiles.under(Path.of("src", "test", "java"), "Test.java").stream()
            .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
            .toList();
    assertThat(tests).containsAll(List.of(list.group(1).split(", ")));
  }
}
