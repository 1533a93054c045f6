package dev.tfpaas.topology;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.Block;
import dev.tfpaas.framework.schema.NestedBlock;
import dev.tfpaas.yaml.Yaml;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Writes a topology as Terraform's JSON, as a person would write it by hand: it needs nothing but
/// Terraform and the provider. The same topology gives the same bytes.
///
/// @see <a href="https://developer.hashicorp.com/terraform/language/syntax/json">Terraform's JSON
///   configuration syntax</a>
public final class Rendering {
  /// The file that is written beside the topology.
  public static final String FILE = "paas.tf.json";

  /// How a file that was written by this begins its first value; others are not overwritten.
  public static final String MARK = "Written by paas from ";

  private final Topology topology;
  private final KnownTypes catalogue;
  private final PlatformOf platforms;
  private final PrettyJson out;

  private Rendering(Topology topology, KnownTypes catalogue, PrettyJson out) {
    this.topology = topology;
    this.catalogue = catalogue;
    this.platforms = new PlatformOf(topology);
    this.out = out;
  }

  /// Returns the configuration.
  ///
  /// @param topology without problems
  public static String of(Topology topology, KnownTypes catalogue) {
    return PrettyJson.object(out -> new Rendering(topology, catalogue, out).write());
  }

  /// Returns the variables of the environment that the configuration's secrets come from.
  public static SortedSet<String> secrets(Topology topology) {
    SortedSet<String> names = new TreeSet<>();
    for (Expression.Hidden hidden : topology.hidden()) {
      if (hidden.secret() instanceof SecretReference.Environment(String name)) {
        names.add(name);
      }
    }
    return names;
  }

  private void write() {
    out.text("//", MARK + topology.file().getFileName() + "; change that file, not this one.");
    terraform();
    provider();
    variables();
    imports();
    new Claims(topology, out).write(this::providerOfOneOfSeveral);
    resources();
    outputs();
  }

  private void terraform() {
    out.object(
        "terraform",
        () -> {
          out.object(
              "required_providers",
              () -> out.object("paas", () -> out.text("source", "tfpaas/paas")));
          if (topology.terraform().orElse(null) instanceof Yaml.Fields fields) {
            fields
                .fields()
                .forEach((name, value) -> {
                  out.name(name);
                  literal(value);
                });
          }
        });
  }

  /// Writes what is handed on as it is.
  private void literal(Yaml value) {
    switch (value) {
      case Yaml.Fields fields ->
          out.object(() ->
              fields
                  .fields()
                  .forEach((name, field) -> {
                    out.name(name);
                    literal(field);
                  }));
      case Yaml.Items(_, List<Yaml> items) -> out.list(() -> items.forEach(this::literal));
      case Yaml.Scalar scalar -> literal(scalar);
    }
  }

  private void literal(Yaml.Scalar scalar) {
    boolean plain = scalar.style() == Yaml.Style.PLAIN;
    if (plain && (scalar.text().equals("true") || scalar.text().equals("false"))) {
      out.flag(scalar.text().equals("true"));
    } else if (plain && scalar.text().matches("-?(0|[1-9]\\d{0,17})")) {
      out.number(new BigDecimal(scalar.text()));
    } else {
      out.text(scalar.text());
    }
  }

  private void provider() {
    out.object(
        "provider",
        () -> {
          if (topology.platforms().size() == 1) {
            out.name("paas");
            provider(topology.platforms().getFirst(), Optional.empty());
          } else {
            out.list(
                "paas",
                () ->
                    topology
                        .platforms()
                        .forEach(platform -> provider(platform, Optional.of(platform.label()))));
          }
        });
  }

  private void provider(PlatformBlock platform, Optional<String> alias) {
    out.object(() -> {
      alias.ifPresent(name -> out.text("alias", name));
      out.object(
          platform.kind(),
          () ->
              platform
                  .settings()
                  .forEach((name, setting) -> {
                    out.name(name);
                    expression(setting.value());
                  }));
    });
  }

  private void variables() {
    SortedSet<String> names = secrets(topology);
    if (names.isEmpty()) {
      return;
    }
    out.object(
        "variable",
        () ->
            names.forEach(name ->
                out.object(
                    name,
                    () -> {
                      out.text("type", "string");
                      out.text(
                          "description",
                          "A secret; set TF_VAR_%s, or let paas take it from %s."
                              .formatted(name, name));
                      out.name("sensitive").flag(true);
                    })));
  }

  private void imports() {
    List<Item> imported =
        topology.items().stream().filter(it -> it.setting(Vocabulary.IMPORT).isPresent()).toList();
    if (imported.isEmpty()) {
      return;
    }
    ImportIds ids = new ImportIds(topology);
    out.list(
        "import",
        () ->
            imported.forEach(item ->
                out.object(() -> {
                  providerOfOneOfSeveral(item);
                  out.text("to", item.address());
                  out.text("id", template(ids.of(item)));
                })));
  }

  private void resources() {
    List<Item> resources = topology.items().stream().filter(it -> !it.exists()).toList();
    if (resources.isEmpty()) {
      return;
    }
    out.object(
        "resource",
        () -> {
          for (Section section : Section.values()) {
            List<Item> of = resources.stream().filter(it -> it.section() == section).toList();
            if (!of.isEmpty()) {
              out.object(section.resource(), () -> of.forEach(this::resource));
            }
          }
        });
  }

  private void resource(Item item) {
    Block block = catalogue.kind(item.section()).schema().block();
    Stream<String> names =
        Stream.concat(
            block.attributes().stream().map(Attribute::name),
            block.blocks().stream().map(NestedBlock::name));
    out.object(
        item.label(),
        () -> {
          providerOfOneOfSeveral(item);
          names.forEach(name ->
              item.setting(name)
                  .ifPresent(setting -> {
                    out.name(name);
                    expression(setting.value());
                  }));
        });
  }

  private void providerOfOneOfSeveral(Item item) {
    if (topology.platforms().size() > 1) {
      providerOf(item);
    }
  }

  private void providerOf(Item item) {
    platforms.block(item).ifPresent(it -> out.text("provider", "paas." + it.label()));
  }

  private void expression(Expression expression) {
    switch (expression) {
      case Expression.Literal(Value value) -> value(value);
      case Expression.Reference reference -> out.text(reference(reference));
      case Expression.Hidden(SecretReference.Environment(String name), _, _) ->
          out.text("${var." + name + "}");
      case Expression.Hidden(SecretReference.File(String path), _, _) ->
          out.text("${sensitive(trimspace(file(\"" + quoted(path) + "\")))}");
      case Expression.Items(List<Expression> items) ->
          out.list(() -> items.forEach(this::expression));
      case Expression.Fields(Map<String, Expression> fields) ->
          out.object(() ->
              fields.forEach((name, value) -> {
                out.name(template(name));
                expression(value);
              }));
      case Expression.Wrong _ -> throw new IllegalStateException("rendered with problems");
    }
  }

  private void value(Value value) {
    switch (value) {
      case Value.StringValue(String text) -> out.text(template(text));
      case Value.NumberValue(BigDecimal number) -> out.number(number);
      case Value.BoolValue(boolean flag) -> out.flag(flag);
      default -> throw new IllegalStateException("no literal: " + value.type());
    }
  }

  /// Returns what stands for another thing of the file: the identifier of what exists, an
  /// expression for what Terraform makes.
  private String reference(Expression.Reference reference) {
    Item target =
        topology
            .find(reference)
            .orElseThrow(() -> new IllegalStateException("rendered with problems"));
    if (target.exists()) {
      return template(Topology.idOf(target));
    }
    String attribute = target.section() == Section.APPS ? "app_id" : "id";
    return "${" + target.address() + "." + attribute + "}";
  }

  private void outputs() {
    List<Item> groups = topology.of(Section.FAILOVER);
    if (groups.isEmpty()) {
      return;
    }
    String description =
        catalogue
            .kind(Section.FAILOVER)
            .schema()
            .block()
            .attribute("address")
            .map(Attribute::description)
            .orElse("");
    out.object(
        "output",
        () ->
            groups.forEach(group ->
                out.object(
                    group.label() + "_address",
                    () -> {
                      out.text("description", description);
                      out.text("value", "${" + group.address() + ".address}");
                    })));
  }

  /// Writes a text so that Terraform takes it as it is.
  static String template(String text) {
    return text.replace("${", "$${").replace("%{", "%%{");
  }

  /// Writes a text so that it can stand between the quotes of an expression.
  static String quoted(String text) {
    return template(text.replace("\\", "\\\\").replace("\"", "\\\""));
  }
}
