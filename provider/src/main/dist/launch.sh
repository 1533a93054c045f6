# Sourced by the two launchers beside lib/. They set `home`, the directory they are in, and define `refuse MESSAGE`,
# which does not return. On the way to the JVM nothing is forked if JAVA_HOME, or a usual place, holds a JDK that fits.

# What may be in these can print to standard output, where one line too many breaks the handshake.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS

# With one pool, glibc keeps a megabyte less for the few threads that a start has.
export MALLOC_ARENA_MAX=1

# Without a locale the JVM takes file names for ASCII, cannot open others, and takes a directory of such a name for
# another one. A locale that is named and not installed, as in containers and over ssh, is none; asking which are would
# take a process. The language of messages and numbers is set below anyway.
export LC_ALL=C.UTF-8

# Succeeds if $1 is the home of a Java 25 or later, by the file `release` that every build of a JDK has. Sets `build` to
# what that file calls the build.
fits() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  major=0
  build=
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      JAVA_VERSION=*)
        major=${line#JAVA_VERSION=}
        major=${major#\"}
        major=${major%%[!0-9]*}
        ;;
      JAVA_RUNTIME_VERSION=*)
        build=${line#JAVA_RUNTIME_VERSION=}
        build=${build#\"}
        build=${build%\"}
        ;;
    esac
  done <"$1/release"
  [ "${major:-0}" -ge 25 ]
}

# Sets `java` to the program that java on PATH is, if that is a Java 25 or later.
take_from_path() {
  java=$(command -v java) || return 1
  real=$(readlink -f "$java" 2>/dev/null) || real=$java
  case $real in
    */bin/java) fits "${real%/bin/java}" && java=$real && return ;;
  esac
  # A wrapper of a version manager or a distribution has no `release` beside it and must be asked.
  build=
  [ -r "${real%/bin/java}/release" ] && return 1
  major=$("$java" -version 2>&1 </dev/null) || return 1
  major=${major#*version \"}
  major=${major%%[!0-9]*}
  [ "${major:-0}" -ge 25 ]
}

# Sets `java`, or refuses.
find_java() {
  if [ -n "${PAAS_JAVA_HOME-}" ]; then
    fits "$PAAS_JAVA_HOME" || refuse "PAAS_JAVA_HOME is $PAAS_JAVA_HOME, which is not the home of a Java 25 or later"
    java=$PAAS_JAVA_HOME/bin/java
    return
  fi
  # The package may hold a runtime of its own. A JVM does not start from a path with a colon.
  if [ -x "$home/runtime/bin/java" ] && [ "${home%:*}" = "$home" ]; then
    java=$home/runtime/bin/java
    build=bundled
    return
  fi
  if [ -n "${JAVA_HOME-}" ] && fits "$JAVA_HOME"; then
    java=$JAVA_HOME/bin/java
    return
  fi
  take_from_path && return
  for candidate in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/.sdkman/candidates/java/*; do
    if fits "$candidate"; then
      java=$candidate/bin/java
      return
    fi
  done
  refuse "Java 25 or later is needed and was not found in PAAS_JAVA_HOME, JAVA_HOME, PATH, /usr/lib/jvm,\
 /Library/Java/JavaVirtualMachines or ~/.sdkman. Install a JDK 25, or set PAAS_JAVA_HOME to the home of one"
}

# Sets `cache` to the cache of loaded classes that the build made for this very build of Java, or to nothing. The JVM
# takes it only if the jar has the time it had then, and unpacking gave it another. A shell cannot see a time, but it can
# compare: files of one time and a cache that is older is how the build leaves them, and no way of unpacking does.
find_cache() {
  cache=$home/lib/start-$build.jsa
  if [ -z "$build" ] || ! [ -r "$cache" ]; then
    cache=
    return
  fi
  one=$home/lib/terraform-provider-paas.jar
  for file in "$home"/lib/*; do
    [ "$file" != "$cache" ] || continue
    if [ "$file" -nt "$one" ] || [ "$file" -ot "$one" ] || ! [ "$file" -nt "$cache" ]; then
      # Where the package is read-only this does nothing, and the JVM starts without the cache.
      TZ=UTC0 touch -c -t 202601020000.00 "$home"/lib/* 2>/dev/null
      TZ=UTC0 touch -c -t 202601010000.00 "$cache" 2>/dev/null
      return
    fi
  done
}

# Becomes the JVM. The arguments are further options of the JVM, the main class and its arguments.
launch() {
  find_java
  # By this name the JVM finds the package wherever it lies. The cache was made under it; a jar by the name of another
  # place would be looked for with each class. And a colon, which the directory of a registry on a port has, ends a name
  # in a class path.
  if [ -r "$home" ] && exec 9<"$home" && [ -d /proc/self/fd/9/lib ]; then
    home=/proc/self/fd/9
  else
    case $home in
      *:*) refuse "Java cannot start from a directory with a colon in its name: ${self%/*}" ;;
    esac
  fi
  find_cache
  # Java finds its own libraries by /proc, which a bare chroot lacks.
  if ! [ -e /proc/self/exe ]; then
    export LD_ORIGIN_PATH="${java%/*}"
  fi
  # The JVM does not look for temporary files where others are told to.
  if [ -n "${TMPDIR-}" ] && [ -d "$TMPDIR" ]; then
    set -- "-Djava.io.tmpdir=$TMPDIR" "$@"
  fi
  if [ -n "$cache" ]; then
    # This build of Java knows these. The cache is mapped where it was made, or every pointer in it would be changed
    # first; its adapters, which are not in it, are not looked for; and no thread looks for what the compiler learned.
    set -- "-XX:SharedArchiveFile=$cache" \
      -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:-AOTAdapterCaching -XX:-AOTReplayTraining "$@"
  fi
  # Serial collector and first compiler: a start is short. The log of the JVM goes to standard error, its core and its
  # crash report nowhere near the user's files. One locale, so that numbers are written alike everywhere. BoringSSL lies
  # beside the jar. Logs of libraries are set up by LibraryLogs, so nothing is to be read for them.
  exec "$java" \
    -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms12m -Xmx512m \
    -XX:-UsePerfData -XX:+ErrorFileToStderr -XX:-CreateCoredumpOnCrash \
    -Xlog:disable -Xlog:all=warning:stderr \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Duser.language=en -Duser.country=US -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    -Djdk.reflect.useNativeAccessorOnly=true \
    -Dio.netty.jfr.enabled=false -Dio.netty.allocator.type=unpooled -Dio.netty.leakDetection.level=disabled \
    -Dio.netty.eventLoopThreads=1 -Dio.netty.transport.noNative=true \
    -Dio.netty.machineId=00:00:00:00:00:00:00:01 -Dio.netty.processId=1 \
    -Djava.library.path="$home/lib" -Djava.util.logging.config.file=/dev/null \
    -cp "$home/lib/terraform-provider-paas.jar" "$@"
}
