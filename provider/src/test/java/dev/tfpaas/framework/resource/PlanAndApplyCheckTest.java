package dev.tfpaas.framework.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Completion;
import dev.tfpaas.framework.schema.Mismatch;
import dev.tfpaas.framework.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The host's checks of plans and new states, table by table.
class PlanAndApplyCheckTest {
  private static final Schema SCHEMA = ToyResource.SCHEMA;

  private static Value object(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Completion.complete(SCHEMA.block(), JsonCodec.decode(bytes, SCHEMA.type()));
  }

  private static List<String> planned(String prior, String config, Value planned) {
    return PlanCheck.mismatches(SCHEMA, object(prior), object(config), planned).stream()
        .map(Mismatch::toString)
        .toList();
  }

  @ParameterizedTest(name = "prior {0}, config {1}, planned {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}             | {'size':1}   | {'size':1}",
        "{'size':2}     | {'size':1}   | {'size':2}",
        "{}             | {}           | {'note':'any'}",
        "{}             | {}           | {'address':'any'}",
        "{}             | {'disks':[{'label':'a'}]} | {'disks':[{'label':'a','uuid':'x'}]}",
        "{'guards':{'max_lag':'1s'}} | {'guards':{'max_lag':'2s'}} | {'guards':{'max_lag':'1s'}}",
        "{}             | {'peers':[{'host':'a'}]} | {'peers':[{'host':'b'}]}",
        "{}             | {'grant':[{'port':1}]} | {'grant':[{'port':2}]}",
        "{}             | {'network':{'port':1}} | {'network':{'port':1,'rule_id':'x'}}",
      })
  void allowedPlan(String prior, String config, String planned) {
    assertThat(planned(prior, config, object(planned))).isEmpty();
  }

  @ParameterizedTest(name = "prior {0}, config {1}, planned {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}           | {'size':1} | {'size':3} | size: planned value does not match config value",
        "{'size':2}   | {'size':1} | {'size':3} | size: planned value does not match config value"
            + " nor prior value",
        "{'size':2}   | {}         | {'size':2} | size: a value is planned for a non-computed"
            + " attribute that is not configured",
        "{}           | {}         | {'password':'x'} | password: a value is planned for a"
            + " write-only attribute",
        "{}           | {'network':{'port':1}} | {} | network: planned for absence but config wants"
            + " existence",
        "{}           | {}         | {'network':{'port':1}} | network: planned for existence but"
            + " config wants absence",
        "{}           | {'rule':[{'port':1}]} | {} | rule: block count in plan (0) disagrees with"
            + " count in config (1)",
        "{}           | {'alias':{'a':{'port':1}}} | {} | alias: block key \"a\" from config is not"
            + " present in plan",
        "{}           | {} | {'alias':{'a':{'port':1}}} | alias: block key \"a\" from plan is not"
            + " present in config",
        "{}           | {'disks':[{'label':'a'}]} | {'disks':[]} | disks: count in plan (0)"
            + " disagrees with count in config (1)",
        "{}           | {'peers':[{'host':'a'}]} | {'peers':[]} | peers: count in plan (0)"
            + " disagrees with count in config (1)",
        "{}           | {'members':{'a':{'role':'r'}}} | {'members':{}} | members: map key \"a\""
            + " from config is not present in plan",
        "{}           | {'disks':[{'label':'a'}]} | {'disks':[{'label':'b'}]} | disks[0].label:"
            + " planned value does not match config value",
        "{}           | {'rule':[{'port':1}]} | {'rule':[{'port':2}]} | rule[0].port: planned value"
            + " does not match config value",
        "{}           | {'guards':{'max_lag':'1s'}} | {} | guards: planned for absence but config"
            + " wants existence",
      })
  void refusedPlan(String prior, String config, String planned, String reason) {
    assertThat(planned(prior, config, object(planned))).containsExactly(reason);
  }

  @Test
  void unknownPlansAreCheckedToo() {
    Value rules = Value.unknown(object("{}").get("rule").type());
    Value disks = Value.unknown(SCHEMA.type().attributes().getOrDefault("disks", Type.DYNAMIC));

    assertThat(planned("{}", "{'rule':[{'port':1}]}", object("{}").with("rule", rules)))
        .singleElement()
        .asString()
        .contains("must not be unknown itself");
    assertThat(planned("{}", "{'disks':[{'label':'a'}]}", object("{}").with("disks", disks)))
        .singleElement()
        .asString()
        .contains("planned unknown for configured value");
    assertThat(
            PlanCheck.mismatches(
                SCHEMA, object("{}"), object("{}").with("rule", rules), object("{}")))
        .singleElement()
        .asString()
        .contains("planned value for unknown dynamic block");
  }

  private static List<String> applied(Value planned, Value actual) {
    return ApplyCheck.mismatches(SCHEMA, planned, actual).stream().map(Mismatch::toString).toList();
  }

  @ParameterizedTest(name = "planned {0}, actual {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'note':'a'} | {'note':'b'} | note: was \"a\", but now \"b\"",
        "{'note':'a'} | {} | note: was \"a\", but now null",
        "{} | {'note':'a'} | note: was null, but now \"a\"",
        "{'tags':{'a':'1'}} | {'tags':{}} | tags: element \"a\" has vanished",
        "{'tags':{}} | {'tags':{'a':'1'}} | tags: new element \"a\" has appeared",
        "{'rule':[{'port':1}]} | {'rule':[]} | rule: element 0 has vanished",
        "{'rule':[]} | {'rule':[{'port':1}]} | rule: new element 0 has appeared",
        "{'rule':[{'port':1}]} | {'rule':[{'port':2}]} | rule[0].port: was 1, but now 2",
        "{'zones':['a','b']} | {'zones':['a']} | zones: planned set element \"b\" does not"
            + " correlate with any element in actual",
        "{'secret':'a'} | {'secret':'b'} | secret: inconsistent values for sensitive attribute",
      })
  void brokenPromise(String planned, String actual, String reason) {
    assertThat(applied(object(planned), object(actual))).containsExactly(reason);
  }

  @Test
  void unknownMayBecomeAnythingAndSetsHaveNoOrder() {
    Type zones = Type.set(Type.STRING);
    Value unknown = Value.unknown(Type.STRING);
    Value planned =
        object("{}")
            .with("note", unknown)
            .with("zones", Value.set(Type.STRING, List.of(Value.string("a"), unknown)));

    assertThat(applied(planned, object("{'zones':['b','a']}"))).isEmpty();
    assertThat(applied(planned, object("{'note':'x','zones':['a']}"))).isEmpty();
    assertThat(applied(planned.with("zones", Value.unknown(zones)), object("{'zones':['z']}")))
        .isEmpty();
    assertThat(applied(planned, object("{'zones':['x','a','y']}"))).isNotEmpty();
  }

  @Test
  void knownMustNotBecomeUnknownOrAbsent() {
    Value planned = object("{'note':'a'}");

    assertThat(applied(planned, planned.with("note", Value.unknown(Type.STRING))))
        .containsExactly("note: was known, but now unknown");
    assertThat(applied(planned, Value.nullOf(SCHEMA.type())))
        .containsExactly("root object was present, but now absent");
    assertThat(applied(Value.nullOf(SCHEMA.type()), planned))
        .containsExactly("root object was absent, but now present");
  }
}
