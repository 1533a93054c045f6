package dev.tfpaas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A name where an identifier is wanted.
class NamesakesTest {
  private final App shop = App.unread("0a11", "shop", "eu-west");
  private final App blog = App.unread("osc-secnum-fr1/blog-front", "blog-front", "osc-secnum-fr1");

  private record Listed(List<App> list) implements Apps {
    @Override
    public Optional<App> find(String id) {
      return Optional.empty();
    }

    @Override
    public List<Region> regions() {
      return List.of();
    }

    @Override
    public List<String> engines() {
      return List.of();
    }
  }

  private String advice(String asked) {
    return Namesakes.advice(new Listed(List.of(shop, blog)), asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "Shop", "eu-north/shop"})
  void identifierOfTheAppThatIsCalledSoIsWrittenOut(String asked) {
    assertThat(advice(asked)).contains("write \"0a11\" (shop, eu-west)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"blog-front", " Blog-front", "osc-secnum-fr1/Blog-Front ", "osc-fr1/blog-front/"})
  void appOfAnotherRegionOrSpellingIsWrittenOut(String asked) {
    assertThat(advice(asked)).contains("write \"osc-secnum-fr1/blog-front\"");
  }

  @Test
  void everyAppOfTheNameIsWrittenOut() {
    App other = App.unread("0b22", "shop", "us-east");

    assertThat(Namesakes.advice(new Listed(List.of(shop, other)), "shop"))
        .contains("\"0a11\"")
        .contains("or \"0b22\" (shop, us-east)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shpo", "", "/", "0a1"})
  void nothingIsGuessed(String asked) {
    assertThat(advice(asked)).isEqualTo("Check the spelling.");
  }

  @Test
  void listThatCannotBeReadGivesNoAdvice() {
    Apps unreadable =
        new Apps() {
          @Override
          public Optional<App> find(String id) {
            return Optional.empty();
          }

          @Override
          public List<App> list() {
            throw PlatformException.rejected("toy", "GET /apps", "no");
          }

          @Override
          public List<Region> regions() {
            return List.of();
          }

          @Override
          public List<String> engines() {
            return List.of();
          }
        };

    assertThat(Namesakes.advice(unreadable, "shop")).isEqualTo("Check the spelling.");
  }
}
