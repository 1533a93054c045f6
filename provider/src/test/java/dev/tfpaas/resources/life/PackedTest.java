package dev.tfpaas.resources.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;

/// Checks the form in which facts are kept.
class PackedTest {
  private static final byte[] JSON =
      "{\"type\":[\"object\",{\"status\":\"string\"}],\"value\":{}}".repeat(200).getBytes(UTF_8);

  private static final String FACTS =
      "{\"type\":[\"object\",{\"incarnation\":\"string\"}],\"value\":{\"incarnation\":\"acf75306\"}}";

  @Test
  void comesBackAsItWas() throws DataFormatException {
    byte[] packed = Packed.pack(JSON);

    assertThat(packed).hasSizeLessThan(JSON.length / 10);
    assertThat(Packed.unpack(packed)).isEqualTo(JSON);
    assertThat(Packed.unpack(Packed.pack(new byte[0]))).isEmpty();
  }

  @Test
  void whatEarlierVersionsWroteIsReadAsItIs() throws DataFormatException {
    assertThat(Packed.unpack(JSON)).isEqualTo(JSON);
    assertThat(Packed.unpack(new byte[0])).isEmpty();
  }

  /// If this fails, the usual facts were changed, and nothing that was packed after them can be
  /// read any more.
  @Test
  void whatWasPackedInEitherFormIsRead() throws DataFormatException {
    byte[] alone =
        Base64.getDecoder()
            .decode(
                "AatWKqksSFWyilbKT8pKTS5R0qlWysxLTizKSyzJzM9TslIqLinKzEtXqo3VUSpLzCkFqkVXkZicZm5qbGCmVFsLAA==");
    byte[] afterUsualFacts = Base64.getDecoder().decode("AqsmdigIz/BBYnKauamxgRnQOAA=");

    assertThat(Packed.unpack(alone)).asString(UTF_8).isEqualTo(FACTS);
    assertThat(Packed.unpack(afterUsualFacts)).asString(UTF_8).isEqualTo(FACTS);
    assertThat(UsualFacts.bytes())
        .satisfies(bytes ->
            assertThat(sum(bytes))
                .isEqualTo("402604895285b4f0acfb7eb20fc8ba491e48e253de777f2563cfdd81c803dde2"));
  }

  private static String sum(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void factsOfACopyAreLittleMoreThanTheirOwn() {
    byte[] facts =
        """
        {"type":["object",{"app":["object",{"active_in_group":"bool","cloned_from":"stri\
        ng","cloud":"string","databases":["object",{}],"environment":"string","failover_\
        group_id":"string","healthy":"bool","id":"string","maintenance":"bool","name":"s\
        tring","own_id":"string","reachable":"bool","region":"string","size":"string","s\
        tatus":"string","url":"string"}],"applied":["object",{"cloud":"string","database\
        s":["list","string"],"environment":"string","maintenance":"bool","name":"string"\
        ,"region":"string","size":"string"}],"incarnation":"string"}],"value":{"app":{"a\
        ctive_in_group":false,"cloned_from":"shop","cloud":"cloud-a","databases":{},"env\
        ironment":"production","failover_group_id":null,"healthy":true,"id":"copy-7","ma\
        intenance":true,"name":"copy-7","own_id":"app-0000000100-0001","reachable":true,\
        "region":"eu-west","size":"M","status":"maintenance","url":"https://copy-7.eu-we\
        st.paas.local"},"applied":{"cloud":null,"databases":[],"environment":null,"maint\
        enance":null,"name":"copy-7","region":null,"size":null},"incarnation":"c3f3ccf8-\
        2603-4bca-9674-742742ac5482"}}
        """
            .getBytes(UTF_8);

    assertThat(Packed.pack(facts)).hasSizeLessThan(facts.length / 8);
  }

  @Test
  void cutShortItIsRefused() {
    byte[] packed = Packed.pack(JSON);

    for (int length = 1; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> Packed.unpack(cut)).isInstanceOf(DataFormatException.class);
    }
  }

  @Test
  void moreThanCanBeMeantIsRefused() {
    byte[] bomb = Packed.pack(new byte[1 << 25]);

    assertThatThrownBy(() -> Packed.unpack(bomb)).isInstanceOf(DataFormatException.class);
  }
}
