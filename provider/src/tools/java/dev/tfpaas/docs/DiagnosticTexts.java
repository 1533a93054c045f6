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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The summaries and details of every diagnostic, and the messages of the command and of the
/// embedded platform, read from the sources; `…` stands for what is only known when it is said.
public final class DiagnosticTexts {
  private static final Path SOURCES = Path.of("src/main/java/dev/tfpaas");

  /// Methods that return a message, which another class says.
  private static final Set<String> SAYERS =
      Set.of(
          "complaint",
          "problem",
          "objection",
          "ownData",
          "renameObjection",
          "elsewhere",
          "notHandedOver");

  /// What is thrown with a message for a user. What Java itself throws ends in the brackets of such
  /// a message, or is a fault of the program.
  private static final Pattern OWN =
      Pattern.compile(
          "new (?!Illegal|Unchecked|IO|EOF|TypeConversion)\\w+(?:Exception|Failure|Call)/.*");

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
    return of(Speaker.PROVIDER, true).found;
  }

  /// Returns the messages of a part other than the provider.
  static Set<String> of(Speaker speaker) throws IOException {
    return of(speaker, false).found.keySet();
  }

  /// Returns where a part says what cannot be read from its sources: the file and the expression.
  static Set<String> unread(Speaker speaker) throws IOException {
    return of(speaker, false).unread;
  }

  private static DiagnosticTexts of(Speaker speaker, boolean haveDetails) throws IOException {
    DiagnosticTexts texts = new DiagnosticTexts(speaker.makers(), haveDetails);
    List<CompilationUnitTree> units = parsed(speaker);
    int known;
    do {
      // A method that hands its own argument on as a text is a maker too.
      known = texts.makers.size();
      texts.unread.clear();
      for (CompilationUnitTree unit : units) {
        unit.accept(texts.new Calls(new Returned(unit)), true);
      }
    } while (texts.makers.size() > known);
    return texts;
  }

  private static List<CompilationUnitTree> parsed(Speaker speaker) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> files = new ArrayList<>();
    for (String place : speaker.places()) {
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
      return units;
    }
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
      String maker = "new " + call.getIdentifier() + "/" + call.getArguments().size();
      take(maker, call.getArguments());
      if (!haveDetails && OWN.matcher(maker).matches() && !Speaker.isKnown(maker)) {
        unread.add(returned.file() + ": " + maker);
      }
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
