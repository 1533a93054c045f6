package dev.tfpaas.topology;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.AttributeShape;
import dev.tfpaas.framework.schema.DurationText;
import dev.tfpaas.framework.schema.NestedBlock;
import dev.tfpaas.framework.schema.NotEmpty;
import dev.tfpaas.framework.schema.OneOf;
import dev.tfpaas.framework.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The keys of the file: reading, checking and the schema for editors all go by this one list, and
/// it is made of the resources' own schemas.
final class Vocabulary {
  static final String ACCEPT_DATA_LOSS = "accept_data_loss";
  static final String ACTIVE_REGION = "active_region";
  static final String BETWEEN = "between";
  static final String DELETION_PROTECTION = "deletion_protection";
  static final String ID = "id";
  static final String IMPORT = "import";
  static final String KIND = "kind";
  static final String OBJECTIVES = "objectives";
  static final String PLATFORM = "platform";
  static final String REGION = "region";
  static final String SWITCH_MODE = "switch_mode";
  static final String TERRAFORM = "terraform";

  private final KnownTypes catalogue;

  Vocabulary(KnownTypes catalogue) {
    this.catalogue = catalogue;
  }

  /// Returns the kinds of platforms.
  List<String> platforms() {
    return catalogue.platforms();
  }

  /// Returns the keys of a platform of a kind.
  List<Key> platform(String kind) {
    Attribute settings = catalogue.provider().block().attribute(kind).orElseThrow();
    if (!(settings.shape() instanceof AttributeShape.Nested nested)) {
      throw new IllegalArgumentException(kind + " is no object");
    }
    Key which =
        Key.own(
            Attribute.optional(KIND, Type.STRING, "Which platform it is. Default: its name.")
                .validatedBy(new OneOf(platforms())));
    return Stream.concat(Stream.of(which), nested.attributes().stream().map(Key::own)).toList();
  }

  /// Returns the keys at the top beside the sections.
  static List<Key> top() {
    return List.of(
        Key.own(
            Attribute.optional(
                    ACTIVE_REGION,
                    Type.STRING,
                    "Every failover group serves from its member in this region; change the word to"
                        + " leave a region. A group without a member there, or with two, is an"
                        + " error; a group's own `active` wins. A group whose switch is refused"
                        + " stays where it is and lets the others go on. Taking the word out"
                        + " changes nothing.")
                .validatedBy(new NotEmpty())),
        Key.own(
            Attribute.optional(
                    SWITCH_MODE,
                    Type.STRING,
                    "Beside `active_region`: how the groups that it moves are switched, `planned`"
                        + " (default) or `emergency`, when the region that is left is down.")
                .validatedBy(new OneOf("planned", "emergency"))),
        Key.own(
            Attribute.optional(
                ACCEPT_DATA_LOSS,
                Type.BOOL,
                "Beside `active_region`: must be true for `switch_mode: emergency`. Take it out"
                    + " again afterwards.")),
        Key.own(
            Attribute.optional(
                DELETION_PROTECTION,
                Type.BOOL,
                "What `deletion_protection` is where an app or a failover group does not say it."
                    + " Default: true.")),
        Key.own(
            Attribute.optional(
                TERRAFORM,
                Type.DYNAMIC,
                "Written into Terraform's own `terraform` block as it is: `backend`,"
                    + " `required_version`, `cloud`. Files beside this one, e.g. `backend.tf`,"
                    + " work, too.")));
  }

  /// Returns the keys of one thing of a section that becomes a resource.
  List<Key> keys(Section section) {
    Schema schema = catalogue.kind(section).schema();
    List<Key> keys = new ArrayList<>();
    for (Attribute attribute : schema.block().attributes()) {
      Key key = key(section, attribute);
      if (attribute.isConfigurable()
          && keys.stream().noneMatch(it -> it.name().equals(key.name()))) {
        keys.add(key);
      }
    }
    for (NestedBlock block : schema.block().blocks()) {
      keys.add(
          Key.own(
              Attribute.optionalObject(
                  block.name(), block.block().attributes(), block.block().description())));
    }
    keys.addAll(own(section));
    return keys.stream().map(key -> key.described(described(section, key.description()))).toList();
  }

  private static Key key(Section section, Attribute attribute) {
    String name = section.keyOf(attribute.name());
    Key plain = Key.own(attribute);
    Key key = new Key(name, attribute.name(), plain.shape(), plain.description(), plain.required());
    return switch (section) {
      case PLATFORMS -> key;
      case APPS -> app(key);
      case REPLICATION -> replication(key);
      case FAILOVER -> group(key, attribute);
      case MIGRATIONS -> migration(key);
    };
  }

  private static Key app(Key key) {
    return switch (key.name()) {
      case "clone_of" ->
          key.shaped(new Key.Shape.Name(Section.APPS))
              .optional()
              .described("The app that this one is a copy of. Without it, this app exists.");
      case "name" -> namedAsItsKey(key);
      case REGION ->
          key.described(
              key.description()
                  + " Beside an app that exists it is a claim: a plan fails where the platform"
                  + " shows the app elsewhere. It is never found out by itself, and"
                  + " `active_region` needs it.");
      default -> key;
    };
  }

  private static Key replication(Key key) {
    return switch (key.name()) {
      // `between` may stand in the place of both.
      case "source", "replica" -> key.shaped(new Key.Shape.Name(Section.APPS)).optional();
      default -> key;
    };
  }

  private static Key group(Key key, Attribute attribute) {
    return switch (key.name()) {
      case "members" ->
          key.shaped(new Key.Shape.Names(Section.APPS, 2))
              .described(
                  "The apps of the pair, one or two, on the same platform. Places are not roles:"
                      + " `active` says which serves.");
      case "active" ->
          key.shaped(new Key.Shape.Member(attribute))
              .described(
                  "Which app serves: the name of one of `members`, or its place, `primary` or"
                      + " `secondary`. "
                      + withoutFirstSentence(attribute.description()));
      case "data" ->
          key.shaped(new Key.Shape.Names(Section.REPLICATION, 100))
              .described(
                  attribute.description() + " Default: every `replication` between the members.");
      default -> key;
    };
  }

  private static Key migration(Key key) {
    return switch (key.name()) {
      case "app" -> namedAsItsKey(key.shaped(new Key.Shape.Name(Section.APPS)));
      case "target" -> key.shaped(new Key.Shape.Name(Section.APPS));
      case "failover" -> key.shaped(new Key.Shape.Name(Section.FAILOVER));
      default -> key;
    };
  }

  private static Key namedAsItsKey(Key key) {
    return key.optional().described(key.description() + " Default: the key it stands under.");
  }

  private static String withoutFirstSentence(String text) {
    return text.substring(text.indexOf(". ") + 2);
  }

  /// The keys that no attribute stands behind.
  static List<Key> own(Section section) {
    Key imported =
        new Key(
            IMPORT,
            IMPORT,
            new Key.Shape.TrueOrText(),
            "Takes over what exists already instead of making it: `true`, or the platform's"
                + " identifier where it is not the usual one.",
            false);
    return switch (section) {
      case PLATFORMS -> List.of();
      case REPLICATION -> List.of(between(), imported);
      case MIGRATIONS -> List.of(imported);
      case APPS -> List.of(existing(), platform(), imported);
      case FAILOVER -> List.of(objectives(), imported);
    };
  }

  private static Key between() {
    return new Key(
        BETWEEN,
        BETWEEN,
        new Key.Shape.Names(Section.APPS, 2),
        "The two apps, in any order, in the place of `source` and `replica`: data flows away from"
            + " the one that serves, and a planned switch turns it round (`direction ="
            + " \"follow\"`).",
        false);
  }

  private static Key existing() {
    return Key.own(
        Attribute.optional(
                ID,
                Type.STRING,
                "The platform's identifier of an app that exists. Default: the key it stands"
                    + " under.")
            .validatedBy(new NotEmpty()));
  }

  private static Key platform() {
    return new Key(
        PLATFORM,
        PLATFORM,
        new Key.Shape.Name(Section.PLATFORMS),
        "What it runs on. Default: the only platform; for a copy, that of the app it is a copy of.",
        false);
  }

  private static Key objectives() {
    return Key.own(
        Attribute.optionalObject(
            OBJECTIVES,
            List.of(
                Attribute.optional(
                        "rpo",
                        Type.STRING,
                        "How much of the newest data may be lost, as a duration. It is the default"
                            + " of `guards.max_lag`, which must not be longer.")
                    .validatedBy(new DurationText()),
                Attribute.optional(
                        "rto",
                        Type.STRING,
                        "How long a switch may leave nobody served, as a duration. The summary of"
                            + " an apply compares what was measured; `guards.drain_timeout` must"
                            + " not be longer.")
                    .validatedBy(new DurationText())),
            "What was promised to the users of the app."));
  }

  /// Puts the words of the file in the place of Terraform's.
  private static String described(Section section, String text) {
    String told = text.replaceAll("`(\\w+) = \\\\?\"?(\\w+)\\\\?\"?`", "`$1: $2`");
    for (Map.Entry<String, String> renamed : section.renamed().entrySet()) {
      told = told.replace("`" + renamed.getKey() + "`", "`" + renamed.getValue() + "`");
    }
    for (Section other : Section.values()) {
      if (!other.resource().isEmpty()) {
        told = told.replace("`" + other.resource() + "`", "`" + other.key() + "`");
      }
    }
    return told;
  }
}
