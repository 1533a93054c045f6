package dev.tfpaas;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.DestroyPlanContext;
import dev.tfpaas.framework.resource.PlanContext;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.resources.life.Kind;
import dev.tfpaas.resources.life.Note;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.resources.life.RunbookAttribute;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A resource as somebody adds it who follows CONTRIBUTING.md: a label on an app. All that is here
/// is what the compiler asks for.
///
/// @param labels the labels of the toy's platform, by app
record ToyKind(Map<String, String> labels) implements Kind<ToyKind.Label, ToyKind.Label> {
  private static final Budget BUDGET =
      new Budget(
          Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(1), Duration.ofMillis(1));
  private static final Note<Label> NOTE =
      Note.of(
          "label",
          label ->
              Value.object(
                  Map.of("app", Value.string(label.app()), "text", Value.string(label.text()))),
          value -> new Label(value.get("app").asString(), value.get("text").asString()));

  /// A label as it is, and as it is wanted.
  record Label(String app, String text) {
    private static Label from(Value object) {
      return new Label(object.get("app_id").asString(), object.get("text").asString());
    }
  }

  @Override
  public String typeName() {
    return "paas_toy_label";
  }

  @Override
  public Schema schema() {
    return Schema.of(
        "A label on an app.",
        List.of(
            Attribute.computed("id", Type.STRING, "The app.").keepsPrior(),
            Attribute.required("app_id", Type.STRING, "The app.").replaces(),
            Attribute.required("text", Type.STRING, "What it says."),
            RunbookAttribute.schema()),
        List.of(Timeouts.block(Timeouts.Operation.values())));
  }

  @Override
  public Capability<AppClones> capability(Platform platform) {
    return platform.appClones();
  }

  @Override
  public String identity(Value object) {
    return object.get("app_id").asString();
  }

  @Override
  public Optional<Incarnations.Kind> marked() {
    return Optional.empty();
  }

  @Override
  public Note<Label> note() {
    return NOTE;
  }

  @Override
  public void plan(PlanContext<PaasClient> context, Remembered<Label> remembered) {
    if (context.changed()) {
      RunbookAttribute.plan(context, put(Label.from(context.config())));
    }
  }

  @Override
  public void planDestroy(DestroyPlanContext<PaasClient> context, Remembered<Label> remembered) {
    context.diagnostics().warning("The label goes", "Nothing else does.");
  }

  @Override
  public Label wanted(Platform platform, Value object, Value config, Optional<Label> current) {
    return Label.from(object);
  }

  @Override
  public Optional<Label> existing(Platform platform, Label wanted, Value planned) {
    return find(platform, wanted.app(), planned);
  }

  @Override
  public Optional<Label> find(Platform platform, String id, Value object) {
    return Optional.ofNullable(labels.get(id)).map(text -> new Label(id, text));
  }

  @Override
  public List<Diagnostic> refusals(Platform platform, Optional<Label> existing, Label wanted) {
    return platform.apps().find(wanted.app()).isPresent()
        ? List.of()
        : List.of(Diagnostic.error("There is no app " + wanted.app(), "Nothing can be labelled."));
  }

  @Override
  public List<Diagnostic> refusals(Change<Label, Label> change) {
    return List.of();
  }

  @Override
  public Runbook create(Platform platform, Optional<Label> existing, Label wanted) {
    return put(wanted);
  }

  @Override
  public Runbook update(Change<Label, Label> change) {
    return put(change.wanted());
  }

  private Runbook put(Label wanted) {
    Step step =
        Step.of(
            "label",
            wanted.app(),
            Call.of("PUT", "/labels/" + wanted.app(), "{text: %s}".formatted(wanted.text())),
            Duration.ofSeconds(1),
            () -> new Probe.Reading(wanted.text().equals(labels.get(wanted.app())), "a label"),
            () -> labels.put(wanted.app(), wanted.text()),
            BUDGET);
    return Runbook.of("label " + wanted.app(), List.of(step));
  }

  @Override
  public Runbook delete(Platform platform, Label live, Value state) {
    Step step =
        Step.of(
            "take label off",
            live.app(),
            Call.of("DELETE", "/labels/" + live.app()),
            Duration.ofSeconds(1),
            () -> new Probe.Reading(!labels.containsKey(live.app()), "a label"),
            () -> labels.remove(live.app()),
            BUDGET);
    return Runbook.of("take label off", List.of(step));
  }

  @Override
  public Map<String, Value> shown(Label live) {
    return Map.of("id", Value.string(live.app()));
  }

  @Override
  public Value observed(Value before, Label live) {
    Map<String, Value> state = new HashMap<>(before.asMap());
    state.put("app_id", Value.string(live.app()));
    state.put("text", Value.string(live.text()));
    return Value.object(state);
  }

  @Override
  public HalfMade halfMade(Label live, Outcome.Unfinished early) {
    return HalfMade.COMPLETED_BY_THE_NEXT_APPLY;
  }

  @Override
  public Optional<Value> imported(Platform platform, String id) {
    return labels.containsKey(id)
        ? Optional.of(Value.object(Map.of("id", Value.string(id))))
        : Optional.empty();
  }

  @Override
  public String noun() {
    return "label";
  }

  @Override
  public String standing(Label live) {
    return "Now: it says %s.".formatted(live.text());
  }

  @Override
  public String cannotCreate(Label wanted) {
    return "Cannot label " + wanted.app();
  }

  @Override
  public String nothingMade(Label wanted) {
    return "The app is as it was.";
  }

  @Override
  public String notComplete(Label live, Label wanted) {
    return "The label is not complete yet";
  }

  @Override
  public String notAsPlanned(Change<Label, Label> change) {
    return "The label is not as planned";
  }

  @Override
  public String cannotDelete(String id) {
    return "Cannot take the label off " + id;
  }

  @Override
  public String howToImport(Platform platform) {
    return "Give the app.";
  }
}
