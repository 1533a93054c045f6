package dev.tfpaas.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who writes one file is told what to write in it.
class FileWordsTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/tfpaas");
  private static final List<String> SAYERS = List.of("resources", "platform", "framework/resource");

  /// A sentence for a person, and not a name, a request or a pattern.
  private static final Pattern SENTENCE = Pattern.compile("[A-Za-z`,;.)] [A-Za-z`%(]");

  /// What a database server reads, and no person.
  private static final Pattern OF_A_SERVER = Pattern.compile("^(?:ALTER|SELECT|SET GLOBAL|#) ");

  /// What no reader of a topology knows: Terraform's way to set an attribute, the types of the
  /// resources, attributes that the file calls otherwise, its commands, its nouns.
  private static final Pattern FOREIGN =
      Pattern.compile(
          "\\b[a-z_]+ = |`[\\w%…]+ ="
              + " |paas_[a-z]+_[a-z]+|\\b(?:source|replica|primary|secondary|target)_app_id|\\breplication_ids|\\bterraform"
              + " (?:plan|apply|destroy|import)\\b|provider block|\\b(?:this|the|another|in)"
              + " resource\\b|\\bthe configuration\\b");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          paas_app_clone      | To keep it open, write `maintenance = false`. | To keep it open, write `maintenance: false`.
          paas_failover_group | set `active = "secondary"` to agree | set `active: secondary` to agree
          paas_failover_group | Name its paas_db_replication in `replication_ids`; or | Name its entry of `replication` in `data`; or
          paas_failover_group | in the paas_db_replication x, set `source_app_id` to a and `replica_app_id` to b. Swap them, apply | in the entry of `replication` x, set `source` to a and `replica` to b. Swap them, apply
          paas_app_clone      | replacing `source_app_id` | replacing `clone_of`
          paas_db_replication | swap `source_app_id` and `replica_app_id` in the configuration | swap `source` and `replica` in the file
          paas_db_replication | write `databases = ["orders", "carts"]` | write `databases: [orders, carts]`
          paas_failover_group | take the group out of the configuration, or run `terraform destroy` | take the group out of the file, or run `paas destroy`
          paas_failover_group | replace it (`terraform apply -replace=paas_db_replication.orders`) | replace it (`paas apply -- -replace=paas_db_replication.orders`)
          paas_failover_group | Set `health = { path = "/up" }` | Set `health: { path: /up }`
          paas_failover_group | 1  end  shop  PUT /apps/shop/maintenance {on: true} | 1  end  shop  PUT /apps/shop/maintenance {on: true}
          paas_region_migration | `to_region` of paas_region_migration.shop | `to` of migrations.shop
          """)
  void saysItInTheWordsOfTheFile(String about, String message, String expected) {
    assertThat(FileWords.of("PlanResourceChange " + about, message)).isEqualTo(expected);
  }

  @Test
  void noTextOfTheProviderSpeaksTerraformToAReaderOfATopology() throws IOException {
    Set<String> sentences = sentences();
    Set<String> foreign =
        sentences.stream()
            .flatMap(text ->
                Stream.of("", "paas_app_clone", "paas_db_replication", "paas_region_migration")
                    .map(about -> FileWords.of(about, text)))
            .filter(FOREIGN.asPredicate())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(sentences).hasSizeGreaterThan(500);
    assertThat(foreign).as("teach FileWords to say it in the words of the file").isEmpty();
  }

  private static Set<String> sentences() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Set<String> texts = new TreeSet<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      for (String place : SAYERS) {
        try (Stream<Path> files = Files.walk(SOURCES.resolve(place))) {
          List<Path> sources = files.filter(it -> it.toString().endsWith(".java")).toList();
          JavacTask task =
              (JavacTask)
                  compiler.getTask(
                      null,
                      manager,
                      null,
                      null,
                      null,
                      manager.getJavaFileObjectsFromPaths(sources));
          for (CompilationUnitTree unit : task.parse()) {
            unit.accept(new Texts(texts), null);
          }
        }
      }
    }
    texts.removeIf(text -> !SENTENCE.matcher(text).find() || OF_A_SERVER.matcher(text).find());
    return texts;
  }

  /// Finds the texts of a source, each with all that is added to it.
  private static final class Texts extends TreeScanner<Void, Void> {
    private final Set<String> found;

    private Texts(Set<String> found) {
      this.found = found;
    }

    @Override
    public Void visitBinary(BinaryTree tree, Void nothing) {
      if (tree.getKind() != Tree.Kind.PLUS) {
        return super.visitBinary(tree, null);
      }
      String text = joined(tree);
      if (!text.isBlank()) {
        found.add(text);
      }
      return super.visitBinary(tree, null);
    }

    private static String joined(Tree tree) {
      return switch (tree) {
        case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS ->
            joined(sum.getLeftOperand()) + joined(sum.getRightOperand());
        case LiteralTree literal when literal.getValue() instanceof String text -> text;
        default -> "…";
      };
    }

    @Override
    public Void visitLiteral(LiteralTree tree, Void nothing) {
      if (tree.getValue() instanceof String text) {
        found.add(text);
      }
      return null;
    }
  }
}
