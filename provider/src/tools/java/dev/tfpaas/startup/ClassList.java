package dev.tfpaas.startup;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ConstantPool;
import java.lang.classfile.constantpool.PoolEntry;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The list of classes that a virtual machine writes when it ends, turned into one that is the same
/// every time.
///
/// As written, it is in the order in which threads happened to load, and it says of each class
/// which of its references were resolved, which depends on how many digits a time had. Resolved are
/// all instead: a few more than needed, and they cost nothing at a start.
final class ClassList {
  private static final Set<Integer> REFERENCES =
      Set.of(
          PoolEntry.TAG_CLASS,
          PoolEntry.TAG_FIELDREF,
          PoolEntry.TAG_METHODREF,
          PoolEntry.TAG_INTERFACE_METHODREF);

  /// What is loaded only if threads happen to meet.
  private static final List<String> WHEN_THREADS_MEET =
      List.of(
          "io/netty/util/concurrent/DefaultPromise$1",
          "java/util/concurrent/ForkJoinTask$AdaptedRunnableAction",
          "java/util/concurrent/atomic/Striped64$Cell",
          "java/util/concurrent/locks/AbstractQueuedSynchronizer$ConditionNode",
          "java/util/concurrent/locks/AbstractQueuedSynchronizer$ExclusiveNode",
          "java/util/concurrent/locks/AbstractQueuedSynchronizer$Node",
          "java/util/concurrent/locks/AbstractQueuedSynchronizer$SharedNode");

  /// What is loaded if the host closes its connection before the process is gone, as hosts do and
  /// the recording does not.
  private static final List<String> WHEN_THE_HOST_CLOSES =
      List.of(
          "io/netty/channel/AbstractChannel$AbstractUnsafe$5",
          "io/netty/channel/FailedChannelFuture",
          "io/netty/channel/socket/ChannelInputShutdownEvent",
          "io/netty/handler/ssl/SslCloseCompletionEvent",
          "org/conscrypt/SessionSnapshot");

  private ClassList() {}

  /// The lines in their order.
  ///
  /// @param recorded the lines that the virtual machine wrote
  /// @param javaHome the home of that Java
  /// @param jar its class path
  static List<String> settled(List<String> recorded, Path javaHome, Path jar) throws IOException {
    Map<String, Set<Integer>> resolved = resolved(recorded);
    Set<String> classes = new TreeSet<>(WHEN_THREADS_MEET);
    classes.addAll(WHEN_THE_HOST_CLOSES);
    for (String line : recorded) {
      // The rest are comments, and classes that a loader of its own has made.
      if (line.contains(" id: ") && !line.contains(" source: ")) {
        classes.add(line.substring(0, line.indexOf(' ')));
      }
    }
    List<String> references = new ArrayList<>();
    try (FileSystem java =
            FileSystems.newFileSystem(
                URI.create("jrt:/"), Map.of("java.home", javaHome.toString()));
        FileSystem ours = FileSystems.newFileSystem(jar)) {
      for (String name : classes) {
        ConstantPool pool = pool(name, java, ours);
        references.add(references(name, pool, resolved.getOrDefault(name, Set.of())));
      }
    }
    // One for each place, of which several may be alike.
    List<String> lambdas =
        recorded.stream().filter(line -> line.startsWith("@lambda-")).sorted().toList();
    return Stream.of(classes, lambdas, references).flatMap(Collection::stream).toList();
  }

  /// Which entries of which class the virtual machine resolved.
  private static Map<String, Set<Integer>> resolved(List<String> recorded) {
    Map<String, Set<Integer>> resolved = new HashMap<>();
    for (String line : recorded) {
      if (line.startsWith("@cp ")) {
        String[] words = line.split(" ", -1);
        resolved.put(
            words[1],
            Arrays.stream(words, 2, words.length)
                .map(Integer::valueOf)
                .collect(Collectors.toSet()));
      }
    }
    return resolved;
  }

  private static String references(String name, ConstantPool pool, Set<Integer> resolved) {
    List<String> words = new ArrayList<>(List.of("@cp", name));
    for (PoolEntry entry : pool) {
      boolean called = entry.tag() == PoolEntry.TAG_INVOKE_DYNAMIC;
      if (REFERENCES.contains(entry.tag()) || (called && resolved.contains(entry.index()))) {
        words.add(Integer.toString(entry.index()));
      }
    }
    return String.join(" ", words);
  }

  private static ConstantPool pool(String name, FileSystem java, FileSystem ours)
      throws IOException {
    Path file = ours.getPath(name + ".class");
    if (!Files.exists(file)) {
      String packageName = name.substring(0, name.lastIndexOf('/')).replace('/', '.');
      try (Stream<Path> modules = Files.list(java.getPath("/packages", packageName))) {
        file =
            modules
                .map(module -> module.resolve(name + ".class"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IOException("no class file of " + name));
      }
    }
    return ClassFile.of().parse(Files.readAllBytes(file)).constantPool();
  }
}
