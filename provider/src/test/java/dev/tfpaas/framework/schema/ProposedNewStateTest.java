package dev.tfpaas.framework.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.JsonCodec;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table by which Terraform merges configuration and prior state.
class ProposedNewStateTest {
  private static final List<Attribute> PART =
      List.of(
          Attribute.optional("k", Type.STRING, ""),
          Attribute.computed("c", Type.STRING, ""),
          Attribute.optionalComputed("oc", Type.STRING, ""));
  private static final Block PARTS = Block.of("", PART);
  private static final Schema SCHEMA =
      Schema.of(
          "",
          List.of(
              Attribute.optional("o", Type.STRING, ""),
              Attribute.computed("c", Type.STRING, ""),
              Attribute.optionalComputed("oc", Type.STRING, ""),
              Attribute.optionalObject("one", PART, ""),
              Attribute.nested("ocone", Nesting.SINGLE, PART, Attribute.Mode.OPTIONAL_COMPUTED, ""),
              Attribute.nested("list", Nesting.LIST, PART, Attribute.Mode.OPTIONAL, ""),
              Attribute.nested("map", Nesting.MAP, PART, Attribute.Mode.OPTIONAL, ""),
              Attribute.nested("set", Nesting.SET, PART, Attribute.Mode.OPTIONAL, "")),
          List.of(
              NestedBlock.single("bone", PARTS),
              NestedBlock.group("bgroup", PARTS),
              NestedBlock.list("blist", PARTS),
              NestedBlock.map("bmap", PARTS),
              NestedBlock.set("bset", PARTS)));

  private static Value object(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Completion.complete(SCHEMA.block(), JsonCodec.decode(bytes, SCHEMA.type()));
  }

  @ParameterizedTest(name = "{0}: prior {1}, config {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "attribute is the configuration's  | {'o':'p'} | {'o':'n'} | {'o':'n'}",
        "attribute removed is null         | {'o':'p'} | {} | {}",
        "computed is the prior             | {'c':'p'} | {} | {'c':'p'}",
        "opt+computed unset keeps prior    | {'oc':'p'} | {} | {'oc':'p'}",
        "opt+computed set is config        | {'oc':'p'} | {'oc':'n'} | {'oc':'n'}",
        "single absent is null             | {'one':{'k':'a','c':'p'}} | {} | {}",
        "single merges inside              | {'one':{'k':'a','c':'p','oc':'q'}} | {'one':{'k':'b'}}"
            + " | {'one':{'k':'b','c':'p','oc':'q'}}",
        "single new has no computed        | {} | {'one':{'k':'b'}} | {'one':{'k':'b'}}",
        "nested o+c only computed is kept  | {'ocone':{'c':'p'}} | {} | {'ocone':{'c':'p'}}",
        "nested o+c once configured is null | {'ocone':{'k':'a','c':'p'}} | {} | {}",
        "list by index                     | {'list':[{'k':'a','c':'1'},{'k':'b','c':'2'}]} |"
            + " {'list':[{'k':'x'}]} | {'list':[{'k':'x','c':'1'}]}",
        "list extra elements as they are   | {'list':[{'k':'a','c':'1'}]} |"
            + " {'list':[{'k':'a'},{'k':'b'}]} | {'list':[{'k':'a','c':'1'},{'k':'b'}]}",
        "list empty stays empty            | {'list':[{'k':'a'}]} | {'list':[]} | {'list':[]}",
        "map by key                        | {'map':{'x':{'c':'1'},'y':{'c':'2'}}} |"
            + " {'map':{'y':{'k':'n'},'z':{}}} | {'map':{'y':{'k':'n','c':'2'},'z':{}}}",
        "set by what is configured         | {'set':[{'k':'a','c':'1'},{'k':'b','c':'2'}]} |"
            + " {'set':[{'k':'b'},{'k':'n'}]} | {'set':[{'k':'b','c':'2'},{'k':'n'}]}",
        "set element used once             | {'set':[{'k':'a','c':'1'}]} |"
            + " {'set':[{'k':'a'},{'k':'a','oc':'z'}]} |"
            + " {'set':[{'k':'a','c':'1'},{'k':'a','oc':'z'}]}",
        "block single absent               | {'bone':{'c':'1'}} | {} | {}",
        "block single merges               | {'bone':{'k':'a','c':'1'}} | {'bone':{'k':'b'}} |"
            + " {'bone':{'k':'b','c':'1'}}",
        "block group merges                | {'bgroup':{'c':'1'}} | {} | {'bgroup':{'c':'1'}}",
        "block list by index               | {'blist':[{'c':'1'},{'c':'2'}]} |"
            + " {'blist':[{'k':'x'}]} | {'blist':[{'k':'x','c':'1'}]}",
        "block map by key                  | {'bmap':{'x':{'c':'1'}}} | {'bmap':{'x':{},'y':{}}} |"
            + " {'bmap':{'x':{'c':'1'},'y':{}}}",
        "block set by what is configured   | {'bset':[{'k':'a','c':'1'}]} | {'bset':[{'k':'a'}]} |"
            + " {'bset':[{'k':'a','c':'1'}]}",
      })
  void configurationIsMergedWithPrior(String rule, String prior, String config, String expected) {
    assertThat(ProposedNewState.of(SCHEMA, object(prior), object(config)))
        .isEqualTo(object(expected));
  }

  @Test
  void createProposesNullForEverythingComputed() {
    Value config = object("{'o':'n','list':[{'k':'a'}],'bset':[{'k':'a'}]}");

    assertThat(ProposedNewState.of(SCHEMA, Value.nullOf(SCHEMA.type()), config)).isEqualTo(config);
  }

  @Test
  void destroyProposesNull() {
    assertThat(ProposedNewState.of(SCHEMA, object("{}"), Value.nullOf(SCHEMA.type())).isNull())
        .isTrue();
  }

  @Test
  void unknownConfigurationIsProposedAsItIs() {
    Value config =
        object("{}")
            .with("o", Value.unknown(Type.STRING))
            .with("oc", Value.unknown(Type.STRING))
            .with("list", Value.unknown(Type.list(PARTS.type())))
            .with("blist", Value.unknown(Type.list(PARTS.type())));

    Value proposed =
        ProposedNewState.of(SCHEMA, object("{'o':'p','oc':'p','list':[{}],'blist':[{}]}"), config);

    assertThat(proposed).isEqualTo(config);
  }
}
