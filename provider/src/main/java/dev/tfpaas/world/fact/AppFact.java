package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
/// @param origin where it comes from
/// @param condition what it does now
public record AppFact(
    String name,
    String environment,
    String region,
    String size,
    Map<String, String> variables,
    List<String> domains,
    Origin origin,
    Condition condition)
    implements Fact {
  /// The kind of these facts.
  public static final FactKind<AppFact> KIND =
      FactKind.of("app/", AppFact.class, AppFact::read, AppFact::write);

  /// Copies the collections.
  public AppFact {
    variables = Map.copyOf(variables);
    domains = List.copyOf(domains);
  }

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
        Origin.read(in),
        Condition.read(in));
  }

  private Fields write(Fields out) {
    Fields hashes = Fields.empty();
    new TreeMap<>(variables).forEach(hashes::text);
    out.text("name", name)
        .text("environment", environment)
        .text("region", region)
        .text("size", size)
        .with("variables", hashes)
        .texts("domains", domains);
    return condition.write(origin.write(out));
  }

  @Override
  public FactKind<AppFact> kind() {
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

  /// Returns the app it is a copy of; empty when it is none.
  public Optional<String> clonedFrom() {
    return origin.clonedFrom();
  }

  /// Returns what it does.
  public State state() {
    return condition.state();
  }

  /// Tells whether it answers with a maintenance page.
  public boolean maintenance() {
    return condition.maintenance();
  }

  /// Returns the platform's own identifier of it, which stays when it is renamed; one that is made
  /// anew under the same name has another.
  public String ownId() {
    // What existed from the first, or was made before identifiers were kept, bears its first name.
    return origin.ownId().orElse(name);
  }

  /// Returns it under a name, in a region.
  public AppFact withPlace(String newName, String newRegion) {
    Origin kept =
        newName.equals(name) ? origin : new Origin(origin.clonedFrom(), Optional.of(ownId()));
    return new AppFact(newName, environment, newRegion, size, variables, domains, kept, condition);
  }

  /// Returns it with instances of another size.
  public AppFact withSize(String newSize) {
    return new AppFact(name, environment, region, newSize, variables, domains, origin, condition);
  }

  /// Returns it with other variables, as hashes.
  public AppFact withVariables(Map<String, String> hashes) {
    return new AppFact(name, environment, region, size, hashes, domains, origin, condition);
  }

  /// Returns it as a copy of an app.
  public AppFact withSource(String source) {
    return with(new Origin(Optional.of(source), origin.ownId()));
  }

  /// Returns it doing something else.
  public AppFact withState(State state) {
    return with(new Condition(state, condition.maintenance(), condition.wish()));
  }

  /// Returns it with maintenance as it is now; what was wished is settled.
  public AppFact withMaintenance(boolean on) {
    return with(new Condition(condition.state(), on, Optional.empty()));
  }

  /// Returns it with what maintenance becomes once its region answers again.
  public AppFact withWish(boolean on) {
    return with(new Condition(condition.state(), condition.maintenance(), Optional.of(on)));
  }

  private AppFact with(Origin newOrigin) {
    return new AppFact(name, environment, region, size, variables, domains, newOrigin, condition);
  }

  private AppFact with(Condition changed) {
    return new AppFact(name, environment, region, size, variables, domains, origin, changed);
  }

  /// Returns it after a change.
  public AppFact after(Change change) {
    return switch (change.what()) {
      case SIZE -> withSize(change.to());
      case REGION -> withPlace(name, change.to()).withState(State.RUNNING);
    };
  }

  /// A change that an app is undergoing.
  ///
  /// @param what what changes
  /// @param to what it becomes
  public record Change(What what, String to) {

    /// What can change.
    public enum What {
      /// The size of its instances.
      SIZE,
      /// Where it runs.
      REGION
    }

    /// Reads a change as it stands in the journal.
    public static Change parse(String text) {
      int space = text.indexOf(' ');
      return new Change(
          What.valueOf(text.substring(0, space).toUpperCase(Locale.ROOT)),
          text.substring(space + 1));
    }

    /// Returns the change as it stands in the journal, e.g. `size L`.
    public String text() {
      return what.name().toLowerCase(Locale.ROOT) + " " + to;
    }
  }

  /// Where an app comes from.
  ///
  /// @param clonedFrom the app it is a copy of; empty when it is none
  /// @param ownId the platform's own identifier; empty while the name is the first one
  public record Origin(Optional<String> clonedFrom, Optional<String> ownId) {
    /// The origin of an app that existed from the first.
    public static final Origin FIRST = new Origin(Optional.empty(), Optional.empty());

    private static Origin read(Fields in) {
      return new Origin(in.optionalText("cloned_from"), in.optionalText("own_id"));
    }

    private Fields write(Fields out) {
      return out.text("cloned_from", clonedFrom).text("own_id", ownId);
    }
  }

  /// What an app does, and is to do.
  ///
  /// @param state what it does
  /// @param maintenance whether it answers with a maintenance page
  /// @param wish what maintenance becomes once its region answers again; empty for nothing else
  public record Condition(State state, boolean maintenance, Optional<Boolean> wish) {
    private static Condition read(Fields in) {
      return new Condition(
          in.word("state", List.of(State.values())),
          in.flag("maintenance"),
          in.optionalFlag("wished_maintenance"));
    }

    private Fields write(Fields out) {
      return out.text("state", state.name())
          .flag("maintenance", maintenance)
          .flag("wished_maintenance", wish);
    }
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
