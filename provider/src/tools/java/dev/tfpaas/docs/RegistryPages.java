package dev.tfpaas.docs;

import dev.tfpaas.KnownPlatforms;
import dev.tfpaas.KnownResources;
import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.framework.resource.Provider;
import dev.tfpaas.framework.resource.Resource;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.resources.PaasProvider;
import dev.tfpaas.resources.Surroundings;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The pages of the provider, its resources and its data sources, in the layout that registries
/// read. The guides beside them are written by hand, but for the one of messages.
///
/// `mvn -q -Ptool -Dtool=docs process-test-classes` writes them.
///
/// @see <a href="https://developer.hashicorp.com/terraform/registry/providers/docs">Provider
///   documentation</a>
public final class RegistryPages {
  /// Where they are kept.
  static final Path DOCS = Path.of("docs");

  private static final Path EXAMPLES = Path.of("../examples");

  /// What `terraform import` takes, after the address.
  private static final Map<String, String> IMPORTS =
      Map.of(
          "paas_app_clone", "standby shop-standby",
          "paas_db_replication", "orders shop:shop-standby:postgresql",
          "paas_failover_group", "shop shop",
          "paas_region_migration", "blog blog:us-east");

  /// Uses of data sources that are not in the examples.
  private static final Map<String, String> USES =
      Map.of(
          "paas_app",
          """
          data "paas_app" "shop" {
            app_id = "shop"
          }

          output "where" {
            value = data.paas_app.shop.region
          }
          """,
          "paas_regions",
          """
          data "paas_regions" "all" {}

          output "names" {
            value = data.paas_regions.all.names
          }
          """);

  private RegistryPages() {}

  /// Writes the pages into the source tree.
  public static void write() throws IOException {
    for (Map.Entry<Path, String> page : pages().entrySet()) {
      Files.createDirectories(page.getKey().getParent());
      Files.writeString(page.getKey(), page.getValue());
    }
  }

  /// The pages by the file that holds each.
  static SortedMap<Path, String> pages() throws IOException {
    Provider<?> provider = provider();
    SortedMap<Path, String> pages = new TreeMap<>();
    pages.put(DOCS.resolve("index.md"), index(provider.schema()));
    pages.put(DOCS.resolve("guides").resolve("diagnostics.md"), DiagnosticsPage.text());
    for (Resource<?> resource : provider.resources()) {
      String name = resource.typeName();
      String example = Files.readString(EXAMPLES.resolve(name).resolve("main.tf"));
      String text = page(name, "Resource", resource.schema(), example) + imports(name);
      pages.put(DOCS.resolve("resources").resolve(file(name)), text);
    }
    for (DataSource<?> source : provider.dataSources()) {
      String name = source.typeName();
      String text = page(name, "Data Source", source.schema(), use(name));
      pages.put(DOCS.resolve("data-sources").resolve(file(name)), text);
    }
    return pages;
  }

  /// The provider, to read its schemas from.
  static Provider<?> provider() {
    Runner runner = new Runner(Clock.systemUTC(), Sleeper.THREAD, _ -> {});
    return new PaasProvider(
        KnownPlatforms.ALL,
        KnownResources.ALL,
        _ -> {
          throw new UnsupportedOperationException("only its schemas are used");
        },
        new Surroundings(Map.of(), Path.of(""), Clock.systemUTC(), runner));
  }

  private static String file(String typeName) {
    return typeName.substring("paas_".length()) + ".md";
  }

  /// Returns the page of a provider.
  public static String index(Schema schema) throws IOException {
    String example = Files.readString(EXAMPLES.resolve("failover/main.tf"));
    return head("paas Provider", schema)
        + "# paas Provider\n\n"
        + schema.block().description()
        + """


        The guides show whole procedures: [failing over](guides/failover.md), [an emergency](guides/emergency.md), \
        [switching back](guides/switching-back.md), [moving an app](guides/migration.md), \
        [the same as one YAML file](guides/topology.md), [rehearsing without an account](guides/rehearsing.md); and what \
        holds everywhere: [what is refused](guides/rules.md), \
        [what a message means](guides/diagnostics.md), [operating](guides/operating.md), \
        [installing](guides/installing.md), [reliability](guides/reliability.md).

        """
        + example(example)
        + SchemaSection.of(schema.block());
  }

  private static String page(String name, String kind, Schema schema, String example) {
    return head(name + " " + kind, schema)
        + "# %s (%s)%n%n%s%n%n".formatted(name, kind, schema.block().description())
        + example(example)
        + SchemaSection.of(schema.block());
  }

  private static String head(String title, Schema schema) {
    return """
    ---
    page_title: "%s - paas"
    subcategory: ""
    description: |-
      %s
    ---

    <!-- Made from the schema and the examples by: mvn -q -Ptool -Dtool=docs process-test-classes -->

    """
        .formatted(title, schema.block().description());
  }

  private static String example(String text) {
    return "## Example Usage\n\n```terraform\n" + text.strip() + "\n```\n\n";
  }

  private static String imports(String name) {
    return "\n## Import\n\n```shell\nterraform import "
        + name
        + "."
        + IMPORTS.get(name)
        + "\n```\n";
  }

  /// The block of a data source in the example of its resource, or one of our own.
  private static String use(String name) throws IOException {
    String own = USES.get(name);
    if (own != null) {
      return own;
    }
    String example = Files.readString(EXAMPLES.resolve("paas_failover_group/main.tf"));
    Matcher block =
        Pattern.compile("(?ms)^data \"" + Pattern.quote(name) + "\".*?^}").matcher(example);
    if (!block.find()) {
      throw new IOException("no example has a data source " + name);
    }
    return block.group();
  }
}
