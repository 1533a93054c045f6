package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com",
        "https://api.example.com:8443/base/",
        "http://localhost:1",
        "http://127.0.0.1:80",
        "http://[::1]:9"
      })
  void addressOfAServiceIsTaken(String text) {
    assertThat(ServiceAddress.problem(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "5",
        "api.example.com",
        "ftp://u:hunter2@api.example.com",
        "//u:hunter2@api.example.com",
        "https://u:hunter2@a_b",
        "https://u:hunter2@api.example.com",
        "https://api.example.com/?token=hunter2",
        "https://api.example.com/#hunter2",
        "ftp://api.example.com/?token=hunter2",
        "https://a_b/?token=hunter2",
        "https://api.example.com/?token=hun ter2&x=hunter2",
        "https://u%3Ahunter2%40api.example.com",
        "http://api.example.com?hunter2#hunter2",
        "http://api.example.com",
        "http://127.0.0.1.example.com"
      })
  void anythingElseIsRefusedWithoutASecret(String text) {
    assertThat(ServiceAddress.problem(text))
        .hasValueSatisfying(problem -> assertThat(problem).doesNotContain("hunter2"));
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://files.example.com, \"ftp://files.example.com\" must be like",
    "ftp://files.example.com/?a#b, \"ftp://files.example.com/\" must be like",
    "{, \"{\" is not a URL.",
    "u@{, The text is not a URL.",
    "u%40{, The text is not a URL.",
    "a b, The text is not a URL.",
    "\u00e9{, The text is not a URL.",
    "\u007f{, The text is not a URL.",
  })
  void textIsQuotedWhereItCanHoldNoSecret(String text, String begins) {
    assertThat(ServiceAddress.problem(text))
        .hasValueSatisfying(problem -> assertThat(problem).startsWith(begins));
  }

  @Test
  void longTextIsNotQuoted() {
    assertThat(ServiceAddress.problem("{".repeat(1000))).hasValue("The text is not a URL.");
  }

  @ParameterizedTest
  @CsvSource({
    "https://auth.scalingo.com, https://api.osc-fr1.scalingo.com, true",
    "https://auth.scalingo.com, https://scalingo.com, true",
    "https://auth.scalingo.com, https://api.evilscalingo.com, false",
    "https://auth.scalingo.com, https://scalingo.com.evil.example, false",
    "https://auth.scalingo.com, http://api.osc-fr1.scalingo.com, false",
    "https://auth.scalingo.com, http://127.0.0.1:9, false",
    "https://auth.scalingo.com, https://u@api.scalingo.com, false",
    "https://example.com, https://api.example.com, false",
    "https://example.com, https://example.com:8443, true",
    "https://paas.co.uk, https://evil.co.uk, false",
    "https://192.0.2.1, https://192.0.2.2, false",
    "https://192.0.2.1, https://192.0.2.1:8443, true",
    "http://127.0.0.1:8081, http://localhost:8082, true",
    "http://127.0.0.1:8081, https://api.example.com, false",
    "https://auth.scalingo.com, no url at all, false",
  })
  void tokenFollowsTheVendorOnly(String from, String to, boolean follows) {
    assertThat(ServiceAddress.followed(URI.create(from), to).isPresent()).isEqualTo(follows);
  }
}
