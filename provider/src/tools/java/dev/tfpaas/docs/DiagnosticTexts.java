package dev.tfpaas.docs;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
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

  private static final List<String> COMMAND = List.of("cli", "topology", "yaml", "Main.java");

  /// How messages of one part are made: by name and number of arguments, the place of the text.
  private static final Map<String, Integer> OF_THE_COMMAND =
      Map.ofEntries(
          Map.entry("new CommandException/2", 1),
          Map.entry("new Finding/3", 2),
          Map.entry("println/1", 0),
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

  private static final Map<String, Integer> OF_THE_HOST =
      Map.ofEntries(Map.entry("new HostFailure/1", 0), Map.entry("new HostFailure/2", 0));

  /// Methods that return a message, which another class says.
  private static final Set<String> SAYERS = Set.of("complaint", "problem");

  /// Before a complaint that is printed where it is found.
  private static final String PRINTED = "paas: ";

  private final Map<String, Integer> makers;
  private final boolean haveDetails;
  private final Map<String, Set<String>> found = new TreeMap<>();
  private final Set<String> unread = new TreeSet<>();

  private DiagnosticTexts(Map<String, Integer> makers, boolean haveDetails) {
    this.makers = new HashMap<>(makers);
    this.haveDetails = haveDetails;
  }

  /// Returns the details of the provider's diagnostics by summary.
  public static Map<String, Set<String>> all() throws IOException {
    return read(new DiagnosticTexts(MAKERS, true), List.of("framework", "resources", "platform"));
  }

  /// Returns the messages of `paas` about its command line and about a topology.
  static Set<String> ofTheCommand() throws IOException {
    return read(new DiagnosticTexts(OF_THE_COMMAND, false), COMMAND).keySet();
  }

  /// Returns the messages of the embedded platform.
  static Set<String> ofTheWorld() throws IOException {
    return read(new DiagnosticTexts(OF_THE_WORLD, false), List.of("world", "platform/local", "cli"))
        .keySet();
  }

  /// Returns the messages of the platform of servers on this machine.
  static Set<String> ofTheHost() throws IOException {
    return read(new DiagnosticTexts(OF_THE_HOST, false), List.of("platform/host")).keySet();
  }

  /// Returns where the command says what cannot be read from its sources: the file and the
  /// expression.
  static Set<String> unread() throws IOException {
    DiagnosticTexts texts = new DiagnosticTexts(OF_THE_COMMAND, false);
    read(texts, COMMAND);
    return texts.unread;
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
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      int known;
      do {
        // A method that hands its own argument on as a text is a maker too.
        known = texts.makers.size();
        texts.unread.clear();
        for (CompilationUnitTree unit : units) {
          unit.accept(texts.new Calls(new Returned(unit)), true);
        }
      } while (texts.makers.size() > known);
    }
    return texts.found;
  }

  /// Finds the calls of makers.
  private final class Calls extends TreeScanner<Boolean, Boolean> {
    private final Returned returned;
    private final Deque<MethodTree> around = new ArrayDeque<>();

    private Calls(Returned returned) {
      this.returned = returned;
    }

    @Override
    public Boolean visitMethod(MethodTree method, Boolean unused) {
      around.push(method);
      super.visitMethod(method, unused);
      around.pop();
      if (!haveDetails && SAYERS.contains(method.getName().toString())) {
        returned.handedOn(method).forEach(this::say);
      }
      return true;
    }

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
      ExpressionTree text = arguments.get(place);
      if (haveDetails) {
        for (String summary : texts(text)) {
          if (says(summary)) {
            Set<String> details = found.computeIfAbsent(summary, _ -> new TreeSet<>());
            if (place + 1 < arguments.size()) {
              details.addAll(texts(arguments.get(place + 1)));
            }
          }
        }
      } else if (maker.startsWith("println/")) {
        texts(text).stream()
            .filter(it -> it.startsWith(PRINTED))
            .map(it -> it.substring(PRINTED.length()))
            .forEach(this::say);
      } else if (!isHandedOn(text)) {
        List<String> messages = returned.texts(text);
        messages.forEach(this::say);
        if (messages.stream().noneMatch(DiagnosticTexts::says)) {
          unread.add(returned.file() + ": " + text);
        }
      }
    }

    private void say(String message) {
      if (says(message)) {
        found.computeIfAbsent(message, _ -> new TreeSet<>());
      }
    }

    /// Tells whether a text is an argument of the method around, which is then a maker.
    private boolean isHandedOn(ExpressionTree text) {
      MethodTree method = around.peek();
      if (method == null || !(text instanceof IdentifierTree name)) {
        return false;
      }
      List<? extends VariableTree> parameters = method.getParameters();
      for (int at = 0; at < parameters.size(); at++) {
        if (parameters.get(at).getName().equals(name.getName())) {
          String called =
              method.getReturnType() == null
                  ? "new " + returned.type()
                  : method.getName().toString();
          makers.putIfAbsent(called + "/" + parameters.size(), at);
          return true;
        }
      }
      return false;
    }
  }

  private static boolean says(String text) {
    return text.chars().filter(Character::isLetter).count() >= 5;
  }

  /// Returns what an expression may say.
  static List<String> texts(Tree expression) {
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
    return format.replaceAll("%[0-9,]*[a-zA-Z]", "…").replace("%%", "%");
  }
}
