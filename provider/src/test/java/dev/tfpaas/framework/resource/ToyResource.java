package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.Block;
import dev.tfpaas.framework.schema.DurationText;
import dev.tfpaas.framework.schema.EachElement;
import dev.tfpaas.framework.schema.NestedBlock;
import dev.tfpaas.framework.schema.Nesting;
import dev.tfpaas.framework.schema.NotEmpty;
import dev.tfpaas.framework.schema.OneOf;
import dev.tfpaas.framework.schema.PlanModifier;
import dev.tfpaas.framework.schema.Range;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.StoredState;
import dev.tfpaas.framework.schema.Timeouts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// A resource with every construct a schema can have, whose steps a test can replace.
public final class ToyResource implements Resource<ToyCloud> {
  /// What planning does beyond the rules.
  public Consumer<PlanContext<ToyCloud>> planning = _ -> {};

  /// What planning a destroy does.
  public Consumer<DestroyPlanContext<ToyCloud>> planningDestroy = _ -> {};

  /// What happens after the object was stored remotely and before create or update return: what is
  /// returned becomes the state.
  public Function<ApplyContext<ToyCloud>, Optional<Value>> applying = _ -> Optional.empty();

  /// What happens when the object is deleted, before it is gone.
  public Consumer<DeleteContext<ToyCloud>> deleting = _ -> {};

  /// What happens before an object is read.
  public Consumer<ReadContext<ToyCloud>> reading = _ -> {};

  /// Version 2; version 1 called the name `title`.
  public static final Schema SCHEMA = new Schema(2, Block.of("A toy.", attributes(), blocks()));

  private static List<Attribute> attributes() {
    return List.of(
        Attribute.computed("id", Type.STRING, "Its id.").keepsPrior(),
        Attribute.required("name", Type.STRING, "Its name.").validatedBy(new NotEmpty()).replaces(),
        Attribute.optional("size", Type.NUMBER, "Its size.").validatedBy(new Range(1, 100)),
        Attribute.optional("mode", Type.STRING, "Its mode.")
            .withDefault(Value.string("fast"))
            .validatedBy(new OneOf("fast", "slow")),
        Attribute.optionalComputed("note", Type.STRING, "A note."),
        Attribute.computed("address", Type.STRING, "Where it is."),
        Attribute.optional("secret", Type.STRING, "A secret.")
            .sensitive()
            .validatedBy(new OneOf("xyzzy", "plugh")),
        Attribute.optional("password", Type.STRING, "A password.").writeOnly(),
        Attribute.optional("label", Type.STRING, "A label, in any case.")
            .modifiedBy(
                PlanModifier.keepPriorIf((a, b) -> a.asString().equalsIgnoreCase(b.asString()))),
        Attribute.optional("tags", Type.map(Type.STRING), "Tags."),
        Attribute.optional("zones", Type.set(Type.STRING), "Zones.")
            .validatedBy(new EachElement(new NotEmpty())),
        Attribute.optional("anything", Type.DYNAMIC, "Anything."),
        Attribute.optional("old", Type.STRING, "The old way.").deprecated("Use note."),
        Attribute.optionalObject(
            "guards",
            List.of(
                Attribute.optional("max_lag", Type.STRING, "Lag.").validatedBy(new DurationText()),
                Attribute.optionalComputed("level", Type.NUMBER, "Level.")),
            "Guards."),
        Attribute.nested(
            "disks",
            Nesting.LIST,
            List.of(
                Attribute.required("label", Type.STRING, "Label."),
                Attribute.computed("uuid", Type.STRING, "Id.").keepsPrior()),
            Attribute.Mode.OPTIONAL,
            "Disks."),
        Attribute.nested(
            "peers",
            Nesting.SET,
            List.of(
                Attribute.required("host", Type.STRING, "Host."),
                Attribute.optional("port", Type.NUMBER, "Port.").withDefault(Value.number(80)),
                Attribute.computed("key", Type.STRING, "Key.").keepsPrior()),
            Attribute.Mode.OPTIONAL,
            "Peers."),
        Attribute.nested(
            "members",
            Nesting.MAP,
            List.of(
                Attribute.required("role", Type.STRING, "Role.").replaces(),
                Attribute.computed("token", Type.STRING, "Token.").keepsPrior()),
            Attribute.Mode.OPTIONAL,
            "Members."),
        Attribute.computedObjectList(
            "history",
            List.of(Attribute.computed("event", Type.STRING, "What happened.")),
            "History."));
  }

  private static List<NestedBlock> blocks() {
    Block port =
        Block.of(
            "A port.",
            List.of(
                Attribute.required("port", Type.NUMBER, "Number."),
                Attribute.computed("rule_id", Type.STRING, "Id.").keepsPrior()));
    return List.of(
        Timeouts.block(Timeouts.Operation.CREATE, Timeouts.Operation.DELETE),
        NestedBlock.single("network", port),
        NestedBlock.list("rule", port).items(0, 5),
        NestedBlock.set("grant", port),
        NestedBlock.map("alias", port),
        new NestedBlock(
            "settings",
            Nesting.GROUP,
            Block.of("S.", List.of(Attribute.optional("level", Type.NUMBER, "Level."))),
            0,
            0));
  }

  @Override
  public String typeName() {
    return "toy_thing";
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void validate(Value config, Diagnostics diagnostics) {
    if (config.get("note").isKnown() && config.get("old").isKnown()) {
      diagnostics.error("Note and old together", "Set one of them.");
    }
  }

  @Override
  public void plan(PlanContext<ToyCloud> context) {
    planning.accept(context);
  }

  @Override
  public void planDestroy(DestroyPlanContext<ToyCloud> context) {
    planningDestroy.accept(context);
  }

  @Override
  public Value create(ApplyContext<ToyCloud> context) {
    return write(context);
  }

  @Override
  public Value update(ApplyContext<ToyCloud> context) {
    return write(context);
  }

  private Value write(ApplyContext<ToyCloud> context) {
    Value made = context.client().fill(context.planned());
    Value result = applying.apply(context).orElse(made);
    context.client().objects.put(made.get("id").asString(), made);
    return result;
  }

  @Override
  public Optional<Value> read(ReadContext<ToyCloud> context) {
    reading.accept(context);
    if (context.client().unreachable) {
      throw new DiagnosticException(Diagnostic.error("Cannot read toy", "No answer."));
    }
    return Optional.ofNullable(context.client().objects.get(context.prior().get("id").asString()));
  }

  @Override
  public void delete(DeleteContext<ToyCloud> context) {
    deleting.accept(context);
    context.client().objects.remove(context.prior().get("id").asString());
  }

  @Override
  public Value importState(ImportContext<ToyCloud> context) {
    if (!context.id().startsWith("made-")) {
      throw new DiagnosticException(
          Diagnostic.error("Cannot import toy", "The id must look like made-1."));
    }
    return Value.object(Map.of("id", Value.string(context.id())));
  }

  @Override
  public Value upgrade(UpgradeRequest request) {
    Schema first =
        new Schema(
            1,
            Block.of(
                "A toy.",
                List.of(
                    Attribute.computed("id", Type.STRING, "Its id."),
                    Attribute.required("title", Type.STRING, "Its name."))));
    Value old = StoredState.decode(first, request.json());
    return Value.object(Map.of("id", old.get("id"), "name", old.get("title")));
  }

  @Override
  public Optional<Moved> move(MoveRequest request) {
    if (!request.sourceType().equals("old_thing")) {
      return Optional.empty();
    }
    Value old =
        StoredState.decode(
            Schema.of("Old.", List.of(Attribute.computed("id", Type.STRING, "Its id."))),
            request.json());
    return Optional.of(
        new Moved(
            Value.object(Map.of("id", old.get("id"), "name", Value.string("moved"))),
            request.privateState()));
  }
}
