package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.life.Kind;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.migration.MigrationKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One app has one identifier. Every other way to write it is an error in the plan that says what
/// to write, because a state with two of them would be changed by every plan, or take one app for
/// two.
class ScalingoSpellingTest {
  private static final Map<String, Kind<?, ?>> KINDS =
      Map.of("group", new GroupKind(), "clone", new CloneKind(), "migration", new MigrationKind());

  private final EmulatedScalingo scalingo = EmulatedScalingo.start();

  @BeforeEach
  void second() {
    scalingo.operate("apps", "{\"region\":\"osc-secnum-fr1\",\"name\":\"shop-there\"}");
  }

  @AfterEach
  void stop() {
    scalingo.close();
  }

  private LifecycleDriver<PaasClient> driver(Kind<?, ?> kind) {
    return LifecycleDriver.of(
        new Life<>(kind), PaasClient.of(scalingo.platform, scalingo.runner, scalingo.clock));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          group     | primary_app_id   | osc-fr1/shop-front               | shop-front
          group     | primary_app_id   | SHOP-FRONT                       | shop-front
          group     | primary_app_id   | 'shop-front '                    | shop-front
          group     | primary_app_id   | OWN                              | shop-front
          group     | primary_app_id   | https://shop-front.osc-fr1.scalingo.io/ | shop-front
          group     | secondary_app_id | shop-there                       | osc-secnum-fr1/shop-there
          group     | secondary_app_id | osc-secnum-fr1/Shop-There        | osc-secnum-fr1/shop-there
          group     | secondary_app_id | OSC-SECNUM-FR1/shop-there        | osc-secnum-fr1/shop-there
          clone     | source_app_id    | osc-fr1/shop-front               | shop-front
          clone     | source_app_id    | Shop-Front                       | shop-front
          migration | app_id           | osc-fr1/shop-front               | shop-front
          migration | app_id           | 'shop-front '                    | shop-front
          """)
  void otherSpellingIsRefusedWithTheOneToWrite(
      String kind, String attribute, String asked, String own) {
    String id = scalingo.platform.apps().find("shop-front").orElseThrow().ownId().orElseThrow();
    String spelled = asked.replace("OWN", id);

    Outcome plan =
        driver(Objects.requireNonNull(KINDS.get(kind))).plan(config(kind, attribute, spelled));

    List<String> errors = plan.diagnostics().stream().map(String::valueOf).toList();
    assertThat(errors)
        .as("%s = \"%s\"", attribute, spelled)
        .anyMatch(text -> text.contains(attribute) && text.contains("\"%s\"".formatted(own)));
    assertThat(scalingo.changes()).noneMatch(call -> !call.contains("dry run"));
  }

  private static String config(String kind, String attribute, String asked) {
    String config =
        switch (kind) {
          case "group" ->
              "{'primary_app_id': 'shop-front', 'secondary_app_id': 'osc-secnum-fr1/shop-there'}";
          case "clone" ->
              "{'source_app_id': 'shop-front', 'name': 'shop-copied',"
                  + " 'source_url': 'https://code.example.org/shop.tar.gz'}";
          default -> "{'app_id': 'shop-front', 'to_region': 'osc-secnum-fr1'}";
        };
    return config.replaceFirst(
        "'%s': '[^']*'".formatted(attribute), "'%s': '%s'".formatted(attribute, asked));
  }
}
