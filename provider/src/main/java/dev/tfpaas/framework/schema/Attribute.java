package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One attribute of a schema: its name and shape, who sets it, and how it behaves in a plan.
///
/// Made by the static factories and refined by methods that each return a changed copy:
/// `Attribute.optional("engine", Type.STRING, "…").validatedBy(new OneOf("mysql",
/// "redis")).replaces()`.
///
/// @param deprecation what to use instead; empty when the attribute is not deprecated
/// @param defaultValue what the attribute is when the configuration leaves it null
/// @param replaceRules conditions, each of which alone demands that the object be replaced
/// @see <a
///   href="https://developer.hashicorp.com/terraform/plugin/framework/handling-data/schemas">Terraform
///   schemas</a>
public record Attribute(
    String name,
    AttributeShape shape,
    Mode mode,
    String description,
    Set<Trait> traits,
    Optional<String> deprecation,
    Optional<Value> defaultValue,
    List<Validator> validators,
    List<PlanModifier> modifiers,
    List<Predicate<AttributeChange>> replaceRules) {

  /// Who sets the value.
  public enum Mode {
    /// The configuration, never null.
    REQUIRED,
    /// The configuration, or null.
    OPTIONAL,
    /// The provider only.
    COMPUTED,
    /// The configuration, or the provider where the configuration is null.
    OPTIONAL_COMPUTED
  }

  /// A property that is either there or not.
  public enum Trait {
    /// Masked wherever Terraform shows it.
    SENSITIVE,
    /// Only in the configuration: null in every plan and state.
    WRITE_ONLY,
    /// Computed, and not changed by an update: the plan keeps the prior value instead of "known
    /// after apply".
    KEEPS_PRIOR
  }

  /// Copies the collections; the rules of a schema are checked by [Schema].
  public Attribute {
    traits = Set.copyOf(traits);
    validators = List.copyOf(validators);
    modifiers = List.copyOf(modifiers);
    replaceRules = List.copyOf(replaceRules);
  }

  /// An attribute that the configuration must set.
  public static Attribute required(String name, Type type, String description) {
    return of(name, new AttributeShape.Plain(type), Mode.REQUIRED, description);
  }

  /// An attribute that the configuration may set, null otherwise.
  public static Attribute optional(String name, Type type, String description) {
    return of(name, new AttributeShape.Plain(type), Mode.OPTIONAL, description);
  }

  /// An attribute that only the provider sets.
  public static Attribute computed(String name, Type type, String description) {
    return of(name, new AttributeShape.Plain(type), Mode.COMPUTED, description);
  }

  /// An attribute that the provider sets where the configuration does not. Without a configured
  /// value an update keeps the prior one.
  public static Attribute optionalComputed(String name, Type type, String description) {
    return of(name, new AttributeShape.Plain(type), Mode.OPTIONAL_COMPUTED, description);
  }

  /// A nested object that the configuration may set.
  public static Attribute optionalObject(
      String name, List<Attribute> attributes, String description) {
    return nested(name, Nesting.SINGLE, attributes, Mode.OPTIONAL, description);
  }

  /// A nested object that only the provider sets. Its attributes must all be computed.
  public static Attribute computedObject(
      String name, List<Attribute> attributes, String description) {
    return nested(name, Nesting.SINGLE, attributes, Mode.COMPUTED, description);
  }

  /// A list of nested objects that only the provider sets. Its attributes must all be computed.
  public static Attribute computedObjectList(
      String name, List<Attribute> attributes, String description) {
    return nested(name, Nesting.LIST, attributes, Mode.COMPUTED, description);
  }

  /// A nested attribute of any nesting and mode, for what the other factories leave out.
  public static Attribute nested(
      String name, Nesting nesting, List<Attribute> attributes, Mode mode, String description) {
    return of(name, AttributeShape.Nested.of(nesting, attributes), mode, description);
  }

  private static Attribute of(String name, AttributeShape shape, Mode mode, String description) {
    return new Attribute(
        name,
        shape,
        mode,
        description,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  /// Masks the value wherever Terraform shows it. The state still holds it in clear text.
  public Attribute sensitive() {
    return with(Trait.SENSITIVE);
  }

  /// Keeps the value out of every plan and state; only the configuration of a call holds it.
  public Attribute writeOnly() {
    return with(Trait.WRITE_ONLY);
  }

  /// Plans the prior value of this computed attribute when the object is updated; without it an
  /// update plans "known after apply".
  public Attribute keepsPrior() {
    return with(Trait.KEEPS_PRIOR);
  }

  /// Makes Terraform warn whoever configures this attribute.
  ///
  /// @param message what to use instead
  public Attribute deprecated(String message) {
    return new Attribute(
        name,
        shape,
        mode,
        description,
        traits,
        Optional.of(message),
        defaultValue,
        validators,
        modifiers,
        replaceRules);
  }

  /// Demands that the object be replaced whenever this attribute changes.
  public Attribute replaces() {
    return replacesIf(_ -> true);
  }

  /// Demands that the object be replaced when this attribute changes and the condition holds. The
  /// condition sees only real changes: prior and planned value differ, and the object exists.
  public Attribute replacesIf(Predicate<AttributeChange> condition) {
    return new Attribute(
        name,
        shape,
        mode,
        description,
        traits,
        deprecation,
        defaultValue,
        validators,
        modifiers,
        append(replaceRules, List.of(condition)));
  }

  /// Gives the attribute this value whenever the configuration leaves it null. An optional
  /// attribute thereby becomes optional and computed, which is how Terraform has to be told that
  /// null may be answered with something else.
  public Attribute withDefault(Value value) {
    return new Attribute(
        name,
        shape,
        mode == Mode.OPTIONAL ? Mode.OPTIONAL_COMPUTED : mode,
        description,
        traits,
        deprecation,
        Optional.of(value),
        validators,
        modifiers,
        replaceRules);
  }

  /// Adds checks of the configured value.
  public Attribute validatedBy(Validator... more) {
    return new Attribute(
        name,
        shape,
        mode,
        description,
        traits,
        deprecation,
        defaultValue,
        append(validators, List.of(more)),
        modifiers,
        replaceRules);
  }

  /// Adds rules that may choose another planned value than the configured one, in order.
  public Attribute modifiedBy(PlanModifier... more) {
    return new Attribute(
        name,
        shape,
        mode,
        description,
        traits,
        deprecation,
        defaultValue,
        validators,
        append(modifiers, List.of(more)),
        replaceRules);
  }

  /// The type of the attribute's value.
  public Type type() {
    return shape.type();
  }

  /// Whether the attribute has this property.
  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /// Whether the provider may set the value.
  public boolean isComputed() {
    return mode == Mode.COMPUTED || mode == Mode.OPTIONAL_COMPUTED;
  }

  /// Whether the configuration may leave the value out.
  public boolean isOptional() {
    return mode == Mode.OPTIONAL || mode == Mode.OPTIONAL_COMPUTED;
  }

  /// Whether the configuration may set the value.
  public boolean isConfigurable() {
    return mode != Mode.COMPUTED;
  }

  private Attribute with(Trait trait) {
    EnumSet<Trait> more = EnumSet.of(trait);
    more.addAll(traits);
    return new Attribute(
        name,
        shape,
        mode,
        description,
        more,
        deprecation,
        defaultValue,
        validators,
        modifiers,
        replaceRules);
  }

  private static <T> List<T> append(List<T> list, List<T> more) {
    return Stream.concat(list.stream(), more.stream()).toList();
  }
}
