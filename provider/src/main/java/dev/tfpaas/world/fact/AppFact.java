package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An app.
///
/// @param name unique, also its identifier
/// @param environment e.g. `production`
/// @param region where it runs
/// @param size the size of its instances
/// @param variables names and salted hashes of the values
/// @param domains custom names that lead to it
/// @param clonedFrom the app it is a copy of; empty when it is none
/// @param state what it does
/// @param maintenance whether it answers with a maintenance page
/// @param wishedMaintenance what maintenance becomes once its region answers again
public record AppFact(
    String name,
    String environment,
    String region,
    String size,
    Map<String, String> variables,
    List<String> domains,
    Optional<String> clonedFrom,
    State state,
    boolean maintenance,
    Optional<Boolean> wishedMaintenance)
    implements Fact {
  /// The kind of these facts.
  public static final Kind<AppFact> KIND =
      Kind.of("app/", AppFact.class, AppFact::read, AppFact::write);

  private static AppFact read(Fields in) {
    Fields stored = in.object("variables");
    Map<String, String> variables = new HashMap<>();
    stored.fields().keySet().forEach(name -> variables.put(name, stored.text(name)));
    return new AppFact(
        in.text("name"),
        in.text("environment"),
        in.text("region"),
        in.text("size"),
        variables,
        in.texts("domains"),
        in.optionalText("cloned_from"),
        State.valueOf(in.text("state")),
        in.flag("maintenance"),
        in.optionalFlag("wished_maintenance"));
  }

  private Fields write(Fields out) {
    Fields hashes = Fields.empty();
    new TreeMap<>(variables).forEach(hashes::text);
    return out.text("name", name)
        .text("environment", environment)
        .text("region", region)
        .text("size", size)
        .with("variables", hashes)
        .texts("domains", domains)
        .text("cloned_from", clonedFrom)
        .text("state", state.name())
        .flag("maintenance", maintenance)
        .flag("wished_maintenance", wishedMaintenance);
  }

  /// Copies the collections.
  public AppFact {
    variables = Map.copyOf(variables);
    domains = List.copyOf(domains);
  }

  @Override
  public Kind<AppFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key(name);
  }

  /// Returns the host name the platform gives it.
  public String host() {
    return name + "." + region + ".paas.local";
  }

  /// Returns it with maintenance as it is now; what was wished is settled.
  public AppFact withMaintenance(boolean on) {
    return new AppFact(
        name,
        environment,
        region,
        size,
        variables,
        domains,
        clonedFrom,
        state,
        on,
        Optional.empty());
  }

  /// Returns it with what is to become of it once its region answers again.
  public AppFact withWish(Optional<Boolean> wish) {
    return new AppFact(
        name, environment, region, size, variables, domains, clonedFrom, state, maintenance, wish);
  }

  /// Returns it doing something else.
  public AppFact withState(State newState) {
    return new AppFact(
        name,
        environment,
        region,
        size,
        variables,
        domains,
        clonedFrom,
        newState,
        maintenance,
        wishedMaintenance);
  }

  /// Returns it under a name, in a region.
  public AppFact withPlace(String newName, String newRegion) {
    return new AppFact(
        newName,
        environment,
        newRegion,
        size,
        variables,
        domains,
        clonedFrom,
        state,
        maintenance,
        wishedMaintenance);
  }

  /// Returns it with instances of another size.
  public AppFact withSize(String newSize) {
    return new AppFact(
        name,
        environment,
        region,
        newSize,
        variables,
        domains,
        clonedFrom,
        state,
        maintenance,
        wishedMaintenance);
  }

  /// Returns it with other variables, as hashes.
  public AppFact withVariables(Map<String, String> newVariables) {
    return new AppFact(
        name,
        environment,
        region,
        size,
        newVariables,
        domains,
        clonedFrom,
        state,
        maintenance,
        wishedMaintenance);
  }

  /// Returns it as a copy of an app.
  public AppFact withSource(String source) {
    return new AppFact(
        name,
        environment,
        region,
        size,
        variables,
        domains,
        Optional.of(source),
        state,
        maintenance,
        wishedMaintenance);
  }

  /// What an app does.
  public enum State {
    /// It answers.
    RUNNING,
    /// It was stopped.
    STOPPED,
    /// It is being made.
    CREATING,
    /// It is on its way to another region and does not answer.
    MOVING
  }
}
