package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.HttpCall.Repeat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final URI PLACE = URI.create("https://api.example.com/things");
  private static final String TOKEN = "Zx9-secret-token";

  private static Redaction of(Map<String, Secret> headers) {
    return Redaction.of(HttpCall.get(PLACE).withHeaders(headers));
  }

  @Test
  void tokenThatIsQuotedBackIsHidden() {
    Redaction redaction = of(Map.of("Authorization", new Secret("Bearer " + TOKEN)));

    assertThat(redaction.shown("no such token: " + TOKEN + "!")).isEqualTo("no such token: ***");
  }

  @Test
  void partsOfBasicCredentialsAreHiddenToo() {
    String both =
        Base64.getEncoder().encodeToString((":" + TOKEN).getBytes(StandardCharsets.UTF_8));
    Redaction redaction = of(Map.of("Authorization", new Secret("Basic " + both)));

    assertThat(redaction.shown(both + " is " + TOKEN)).isEqualTo("*** is ***");
  }

  @Test
  void variablesThatWereSentAreHiddenAndNamesAreNot() {
    HttpCall call =
        HttpCall.json(
            "POST",
            PLACE,
            "{\"name\":\"shop-standby\",\"variables\":[{\"name\":\"KEY_ONE\",\"value\":\"hunter2hunter2\"}]}",
            Repeat.NEVER);

    assertThat(Redaction.of(call).shown("shop-standby: KEY_ONE may not be hunter2hunter2"))
        .isEqualTo("shop-standby: KEY_ONE may not be ***");
  }

  @Test
  void sessionOfAFormIsHiddenAsItIsAndAsItWasSent() {
    HttpCall call = HttpCall.form("POST", PLACE, "session=ab%2Bcd%2Bef&envName=shop", Repeat.NEVER);

    assertThat(Redaction.of(call).shown("shop: ab+cd+ef or ab%2Bcd%2Bef"))
        .isEqualTo("shop: *** or ***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "postgresql://user:hunter2@db.example.com:5432/shop",
        "{\"api_key\": \"hunter2\"}",
        "password=hunter2&x=1",
        "Authorization: Bearer hunter2hunter2",
        "A1b2C3d4E5f6G7h8I9j0A1b2C3d4E5f6G7h8I9j0hunter2"
      })
  void whatLooksLikeASecretIsHidden(String text) {
    String shown = of(Map.of()).shown(text);

    assertThat(shown).contains("***").doesNotContain("hunter2").doesNotContain("eyJ");
  }

  @Test
  void identifiersStayReadable() {
    String text = "stack 5999b763474b0eafa5fafb64f0bff0ba is busy (request 7f3c-11)";

    assertThat(of(Map.of()).shown(text)).isEqualTo(text);
  }

  @Test
  void markIsShownWhereItIsAnIdentifier() {
    assertThat(Redaction.identifier("osc-fr1:shop/osc-fr2:shop"))
        .isEqualTo("osc-fr1:shop/osc-fr2:shop");
    assertThat(Redaction.identifier("Bearer " + "abc123".repeat(3))).isEqualTo("Bearer ***");
    assertThat(Redaction.identifier("{\"id\": \"shop\"}"))
        .isEqualTo("something that is no identifier");
    assertThat(Redaction.identifier("shop\u001b[2J")).isEqualTo("something that is no identifier");
  }

  @Test
  void terminalGetsNoOrders() {
    assertThat(of(Map.of()).shown("a\u001b]0;title\u0007b\r\nc\u202ed\u009be"))
        .isEqualTo("a ]0;title b c d e");
  }

  @Test
  void textIsShort() {
    assertThat(of(Map.of()).shown("ab ".repeat(500_000))).hasSizeLessThanOrEqualTo(301);
  }

  @Test
  void longTextWithoutAnEndIsHiddenAtOnce() {
    assertThat(of(Map.of()).shown("[".repeat(1_000) + "token".repeat(1_000_000))).isEqualTo("***");
  }

  @Test
  void secretThatIsCutOffIsNotShownByHalf() {
    Redaction redaction = of(Map.of("Authorization", new Secret("Bearer " + TOKEN)));
    String hidden = ("Bearer " + TOKEN + " ").repeat(500);

    assertThat(redaction.shown(hidden)).doesNotContain("Zx9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%5a%78%39%2dsecret%2Dtoken",
        "%255a%2578%2539-secret-token",
        "\\u005a\\u0078\\u0039-secret-token",
        "&#x5a;&#120;9-secret-token",
        "Wng5LXNlY3JldC10b2tlbg==",
        "OlplOS1zZWNyZXQtdG9rZW46Wng5LXNlY3JldC10b2tlbg",
        "Zx9-secret-tok",
        "%5a%78%39-secret-tok"
      })
  void tokenIsHiddenInEveryDisguise(String form) {
    Redaction redaction = of(Map.of("Authorization", new Secret("Bearer " + TOKEN)));

    assertThat(redaction.shown("no such token: " + form))
        .doesNotContain("secret-tok")
        .doesNotContain("Wng5LXNlY3Jl")
        .doesNotContain("5a%78");
  }

  @Test
  void plainWordsOfASecretAnswerAreShownAndNothingElseOfIt() {
    Redaction redaction = Redaction.of(HttpCall.get(PLACE).answeredInSecret());

    assertThat(
            redaction.shown("value 'correct horse' of DB_URL is postgres://u:p@h, which is taken"))
        .contains("value *** of")
        .contains("is taken")
        .doesNotContain("correct")
        .doesNotContain("postgres");
  }

  @Test
  void bodyOfASecretAnswerIsNotShownAtAll() {
    Redaction redaction = Redaction.of(HttpCall.get(PLACE).answeredInSecret());

    assertThat(redaction.body("{\"value\":\"x\"")).contains("not shown").doesNotContain("value");
  }
}
