package dev.tfpaas.docs;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The summaries and details of every diagnostic, and the messages of the command and of the
/// embedded platform, read from the sources; `…` stands for what is only known when it is said.
public final class DiagnosticTexts {
  private static final Path SOURCES = Path.of("src/main/java/dev/tfpaas");

  /// How the methods that make diagnostics take them: by name and number of arguments, the place of
  /// the summary. The detail is the next one.
  private static final Map<String, Integer> MAKERS =
      Map.ofEntries(
          Map.entry("error/2", 0),
          Map.entry("error/3", 1),
          Map.entry("warning/2", 0),
          Map.entry("warning/3", 1),
          Map.entry("warn/2", 0),
          Map.entry("warn/3", 1),
          Map.entry("refuse/2", 0),
          Map.entry("refuse/3", 1),
          Map.entry("Refusal.of/4", 2),
          Map.entry("new SettingException/3", 1),
          Map.entry("new Problem/3", 1),
          Map.entry("new Problem/4", 1));

  /// How messages of one part are made: by name and number of arguments, the place of the text.
  private static final Map<String, Integer> OF_THE_COMMAND =
      Map.ofEntries(
          Map.entry("new CommandException/2", 1),
          Map.entry("new ParameterException/2", 1),
          Map.entry("misused/1", 0),
          Map.entry("problems.add/3", 2),
          Map.entry("findings.add/3", 2),
          Map.entry("wrong/3", 2),
          Map.entry("new Complaint/2", 1));

  private static final Map<String, Integer> OF_THE_WORLD =
      Map.ofEntries(
          Map.entry("new WorldException/4", 3),
          Map.entry("RefusedCall.of/2", 1),
          Map.entry("RefusedCall.remembering/1", 0),
          Map.entry("wrong/2", 1));

  private final Map<String, Integer> makers;
  private final boolean haveDetails;
  private final Map<String, Set<String>> found = new TreeMap<>();

  private DiagnosticTexts(Map<String, Integer> makers, boolean haveDetails) {
    this.makers = makers;
    this.haveDetails = haveDetails;
  }

  /// Returns the details of the provider's diagnostics by summary.
  public static Map<String, Set<String>> all() throws IOException {
    return read(new DiagnosticTexts(MAKERS, true), List.of("framework", "resources", "platform"));
  }

  /// Returns the messages of `paas` about its command line and about a topology.
  static Set<String> ofTheCommand() throws IOException {
    return read(new DiagnosticTexts(OF_THE_COMMAND, false), List.of("cli", "topology", "yaml"))
        .keySet();
  }

  /// Returns the messages of the embedded platform.
  static Set<String> ofTheWorld() throws IOException {
    return read(new DiagnosticTexts(OF_THE_WORLD, false), List.of("world", "platform/local"))
        .keySet();
  }

  private static Map<String, Set<String>> read(DiagnosticTexts texts, List<String> places)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> files = new ArrayList<>();
    for (String place : places) {
      try (Stream<Path> all = Files.walk(SOURCES.resolve(place))) {
        all.filter(it -> it.toString().endsWith(".java")).forEach(files::add);
      }
    }
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(texts.new Calls(), true);
      }
    }
    return texts.found;
  }

  /// Finds the calls of makers.
  private final class Calls extends TreeScanner<Boolean, Boolean> {
    @Override
    public Boolean visitMethodInvocation(MethodInvocationTree call, Boolean unused) {
      String name = call.getMethodSelect().toString();
      String last = name.substring(name.lastIndexOf('.') + 1);
      take(last + "/" + call.getArguments().size(), call.getArguments());
      take(name + "/" + call.getArguments().size(), call.getArguments());
      return super.visitMethodInvocation(call, unused);
    }

    @Override
    public Boolean visitNewClass(NewClassTree call, Boolean unused) {
      take("new " + call.getIdentifier() + "/" + call.getArguments().size(), call.getArguments());
      return super.visitNewClass(call, unused);
    }

    private void take(String maker, List<? extends ExpressionTree> arguments) {
      Integer place = makers.get(maker);
      if (place == null) {
        return;
      }
      for (String summary : texts(arguments.get(place))) {
        if (summary.chars().filter(Character::isLetter).count() < 5) {
          continue;
        }
        Set<String> details = found.computeIfAbsent(summary, _ -> new TreeSet<>());
        if (haveDetails && place + 1 < arguments.size()) {
          details.addAll(texts(arguments.get(place + 1)));
        }
      }
    }
  }

  /// Returns what an expression may say.
  private static List<String> texts(Tree expression) {
    return switch (expression) {
      case LiteralTree literal -> List.of(String.valueOf(literal.getValue()));
      case ParenthesizedTree inner -> texts(inner.getExpression());
      case ConditionalExpressionTree either ->
          Stream.concat(
                  texts(either.getTrueExpression()).stream(),
                  texts(either.getFalseExpression()).stream())
              .toList();
      case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS ->
          texts(sum.getLeftOperand()).stream()
              .flatMap(left -> texts(sum.getRightOperand()).stream().map(right -> left + right))
              .toList();
      case MethodInvocationTree call
          when call.getMethodSelect() instanceof MemberSelectTree of
              && of.getIdentifier().contentEquals("formatted") ->
          texts(of.getExpression()).stream().map(DiagnosticTexts::open).toList();
      default -> List.of("…");
    };
  }

  private static String open(String format) {
    return format.replaceAll("%[0-9]*[a-zA-Z]", "…").replace("%%", "%");
  }
}
