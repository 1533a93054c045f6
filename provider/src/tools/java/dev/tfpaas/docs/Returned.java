package dev.tfpaas.docs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the methods of one file return and its variables hold, where a message is put together away
/// from where it is said.
final class Returned {
  /// How many methods and variables lead from one to the next.
  private static final int MOST_STEPS = 4;

  private final String file;
  private final Map<String, List<ExpressionTree>> values = new HashMap<>();

  Returned(CompilationUnitTree unit) {
    String path = unit.getSourceFile().getName();
    this.file = path.substring(path.lastIndexOf('/') + 1);
    unit.accept(
        new TreeScanner<Boolean, String>() {
          @Override
          public Boolean visitMethod(MethodTree method, String unused) {
            return super.visitMethod(method, method.getName() + "()");
          }

          @Override
          public Boolean visitLambdaExpression(LambdaExpressionTree inner, String unused) {
            return super.visitLambdaExpression(inner, "");
          }

          @Override
          public Boolean visitReturn(ReturnTree end, String method) {
            if (end.getExpression() != null) {
              add(method, end.getExpression());
            }
            return super.visitReturn(end, method);
          }

          @Override
          public Boolean visitVariable(VariableTree variable, String method) {
            if (variable.getInitializer() != null) {
              add(variable.getName().toString(), variable.getInitializer());
            }
            return super.visitVariable(variable, method);
          }
        },
        "");
  }

  private void add(String name, ExpressionTree value) {
    values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  /// Returns the name of the file.
  String file() {
    return file;
  }

  /// Returns the name of the class that the file is for.
  String type() {
    return file.substring(0, file.lastIndexOf('.'));
  }

  /// Returns what an expression may say, with what a method or a variable of the file gives it.
  List<String> texts(ExpressionTree expression) {
    return texts(expression, MOST_STEPS);
  }

  private List<String> texts(Tree expression, int steps) {
    return switch (expression) {
      case ConditionalExpressionTree either ->
          Stream.of(either.getTrueExpression(), either.getFalseExpression())
              .flatMap(it -> texts(it, steps).stream())
              .toList();
      case IdentifierTree name when steps > 0 && values.containsKey(name.getName().toString()) ->
          behind(name.getName().toString(), steps);
      case MethodInvocationTree call
          when steps > 0
              && call.getMethodSelect() instanceof IdentifierTree name
              && values.containsKey(name.getName() + "()") ->
          behind(name.getName() + "()", steps);
      default -> DiagnosticTexts.texts(expression);
    };
  }

  private List<String> behind(String name, int steps) {
    return values.getOrDefault(name, List.of()).stream()
        .flatMap(it -> texts(it, steps - 1).stream())
        .toList();
  }

  /// Returns what the lambdas of a method say, and what it wraps.
  List<String> handedOn(MethodTree method) {
    List<String> said = new ArrayList<>();
    method.accept(
        new TreeScanner<Boolean, Boolean>() {
          @Override
          public Boolean visitMethodInvocation(MethodInvocationTree call, Boolean unused) {
            if (call.getMethodSelect().toString().equals("Optional.of")) {
              said.addAll(DiagnosticTexts.texts(call.getArguments().getFirst()));
            }
            return super.visitMethodInvocation(call, unused);
          }

          @Override
          public Boolean visitLambdaExpression(LambdaExpressionTree inner, Boolean unused) {
            said.addAll(DiagnosticTexts.texts(inner.getBody()));
            return super.visitLambdaExpression(inner, unused);
          }
        },
        true);
    return said;
  }
}
