package dev.tfpaas.platform;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Stands around a platform: one hook sees every question to it, to its apps and to its
/// capabilities, and gives the answer.
public final class AroundPlatform {
  private static final List<Class<?>> PARTS =
      List.of(
          Apps.class,
          AppClones.class,
          Replications.class,
          FailoverGroups.class,
          RegionMigrations.class,
          Incarnations.class);

  private AroundPlatform() {}

  /// Answers a question in the platform's place.
  @FunctionalInterface
  public interface Hook {
    /// Returns the answer; [Question#real] is the platform's own.
    Object answer(Question question);
  }

  /// A question to a platform.
  ///
  /// @param method the method of the interface with the interface before it, e.g.
  ///   `AppClones.create`
  /// @param type the type of the answer
  /// @param arguments what is asked with
  /// @param ask asks the platform
  public record Question(
      String method, Class<?> type, List<Object> arguments, Supplier<Object> ask) {

    /// Returns the platform's own answer.
    public Object real() {
      return ask.get();
    }
  }

  /// Stands around a platform.
  public static Platform of(Platform platform, Hook hook) {
    return of(() -> platform, hook);
  }

  /// Stands around whatever platform there is when a question is asked.
  public static Platform of(Supplier<Platform> current, Hook hook) {
    return (Platform) around(Platform.class, current, hook);
  }

  /// Makes a hook that gives other answers to some questions.
  ///
  /// @param others the answers, by the method as [Question#method] names it
  public static Hook answering(Map<String, Function<Question, Object>> others) {
    Map<String, Function<Question, Object>> all = new TreeMap<>(others);
    return question ->
        Optional.ofNullable(all.get(question.method()))
            .map(other -> other.apply(question))
            .orElseGet(question::real);
  }

  private static Object around(Class<?> part, Supplier<?> current, Hook hook) {
    return Proxy.newProxyInstance(
        part.getClassLoader(),
        new Class<?>[] {part},
        (_, method, arguments) -> {
          List<Object> given = arguments == null ? List.of() : List.of(arguments);
          Supplier<Object> real = () -> call(current.get(), method, given);
          if (method.getDeclaringClass().equals(Object.class)) {
            return real.get();
          }
          String name = part.getSimpleName() + "." + method.getName();
          return hook.answer(
              new Question(name, method.getReturnType(), given, () -> parted(real.get(), hook)));
        });
  }

  /// Goes on standing around what a platform is made of.
  private static Object parted(Object answer, Hook hook) {
    if (answer instanceof Capability.Offered<?>(Object implementation)) {
      return Capability.offered(parted(implementation, hook));
    }
    return PARTS.stream()
        .filter(part -> part.isInstance(answer))
        .findFirst()
        .map(part -> around(part, () -> answer, hook))
        .orElse(answer);
  }

  private static Object call(Object real, Method method, List<Object> arguments) {
    try {
      return method.invoke(real, arguments.toArray());
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      // Runs of the model and the matrix are ended by errors of their own.
      if (thrown.getCause() instanceof Error error) {
        throw error;
      }
      throw new AssertionError(thrown);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
