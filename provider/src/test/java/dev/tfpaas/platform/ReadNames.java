package dev.tfpaas.platform;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The names that sources take from a tree of JSON, found by the compiler: every constant text that
/// is given to a method of the tree, or to a method of ours that takes a tree or returns one.
///
/// A name that is put together while it runs is not found; no adapter does that. What is written
/// into a tree is none of it: a request shows that when it is sent.
final class ReadNames {
  private static final String TREE = "tools.jackson.databind.JsonNode";
  private static final String NODES = "tools.jackson.databind.node.";
  private static final Set<String> READERS =
      Set.of("path", "get", "has", "hasNonNull", "optional", "required", "findValue", "findPath");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private final Trees trees;
  private final Map<String, Set<String>> found = new TreeMap<>();

  private ReadNames(Trees trees) {
    this.trees = trees;
  }

  /// Returns the names that are read below a folder of sources, each with its places, e.g.
  /// `WireApp.java:42`.
  static Map<String, Set<String>> in(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return in(
          all.filter(it -> it.toString().endsWith(".java") && !it.endsWith("package-info.java"))
              .toList());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Returns the names that are read in sources, each with its places.
  static Map<String, Set<String>> in(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
      Iterable<? extends JavaFileObject> sources = manager.getJavaFileObjectsFromPaths(files);
      JavacTask task = (JavacTask) compiler.getTask(null, manager, null, options, null, sources);
      ReadNames names = new ReadNames(Trees.instance(task));
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      task.analyze();
      units.forEach(unit -> names.new Calls().scan(unit, null));
      return names.found;
    }
  }

  /// Finds the calls that read by name.
  private final class Calls extends TreePathScanner<Void, Void> {
    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
      Element element = trees.getElement(getCurrentPath());
      if (element instanceof ExecutableElement method && reads(method)) {
        call.getArguments().forEach(argument -> take(call, argument));
      }
      return super.visitMethodInvocation(call, null);
    }

    private void take(MethodInvocationTree call, ExpressionTree argument) {
      Object constant =
          argument instanceof LiteralTree literal ? literal.getValue() : value(argument);
      if (constant instanceof String name
          && NAME.matcher(name).matches()
          && !METHODS.contains(name)) {
        CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
        long line =
            unit.getLineMap()
                .getLineNumber(trees.getSourcePositions().getStartPosition(unit, call));
        found
            .computeIfAbsent(name, _ -> new TreeSet<>())
            .add(Path.of(unit.getSourceFile().getName()).getFileName() + ":" + line);
      }
    }

    private Object value(ExpressionTree argument) {
      Element element = trees.getElement(new TreePath(getCurrentPath(), argument));
      return element instanceof VariableElement constant && constant.getConstantValue() != null
          ? constant.getConstantValue()
          : argument;
    }
  }

  private static boolean reads(ExecutableElement method) {
    String owner = String.valueOf(method.getEnclosingElement());
    if (owner.equals(TREE) || owner.startsWith(NODES)) {
      return READERS.contains(method.getSimpleName().toString());
    }
    return owner.startsWith("dev.tfpaas.")
        && (method.getReturnType().toString().contains(TREE)
            || method.getParameters().stream()
                .anyMatch(it -> it.asType().toString().contains(TREE)));
  }
}
