package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static Optional<String> exit(String uri, Map<String, String> environment) {
    return Proxies.of(new Network(environment, Optional.empty(), Duration.ofSeconds(5)))
        .exitOf(URI.create(uri));
  }

  @Test
  void schemeOfTheAddressChoosesTheProxy() {
    Map<String, String> environment =
        Map.of("HTTPS_PROXY", "http://one:3128", "http_proxy", "two:8080");

    assertThat(exit("https://api.example.com/", environment)).contains("one:3128");
    assertThat(exit("http://api.example.com/", environment)).contains("two:8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https_proxy", "HTTPS_PROXY"})
  void bothCasesCount(String name) {
    assertThat(exit("https://api.example.com/", Map.of(name, "http://one"))).contains("one:80");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost:9/",
        "https://127.1.2.3/",
        "https://[::1]:7/",
        "https://LOCALHOST/"
      })
  void thisMachineIsReachedDirectly(String uri) {
    assertThat(exit(uri, Map.of("HTTPS_PROXY", "http://one:3128"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "*, api.example.com, true",
    "example.com, api.example.com, true",
    "example.com, example.com, true",
    "example.com, badexample.com, false",
    ".example.com, api.example.com, true",
    ".example.com, example.com, false",
    "*.example.com, api.example.com, true",
    "EXAMPLE.com, api.example.COM, true",
    "other.test example.com, api.example.com, true",
    "example.com:443, api.example.com, true",
    "example.com:8443, api.example.com, false",
    "10.0.0.0/8, 10.1.2.3, true",
    "10.0.0.0/8, 11.1.2.3, false",
    "192.0.2.7, 192.0.2.7, true",
    "2001:db8::/32, [2001:db8::5], true",
    "'', api.example.com, false",
  })
  void whatIsListedIsReachedDirectly(String list, String host, boolean direct) {
    Map<String, String> environment = Map.of("HTTPS_PROXY", "one:3128", "NO_PROXY", list);

    assertThat(exit("https://" + host + "/", environment).isEmpty()).isEqualTo(direct);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socks5://u:hunter2@one",
        "https://u:hunter2@one:3128",
        "http://u:hunter2@",
        "http://u:hunter2@one:99999",
        "http://u:hunter2#x@one:3128",
        "http://u:hunter2@x@one:3128",
        "a b"
      })
  void unusableProxyIsRefusedWithoutItsPassword(String text) {
    assertThatThrownBy(() -> exit("https://a.example/", Map.of("HTTPS_PROXY", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HTTPS_PROXY")
        .hasMessageContaining("http://host:port")
        .hasMessageContaining("@ as %40")
        .hasMessageNotContaining("hunter2");
  }
}
