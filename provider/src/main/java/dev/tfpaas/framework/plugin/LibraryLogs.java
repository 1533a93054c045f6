package dev.tfpaas.framework.plugin;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.lang.System.Logger.Level;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Brings what gRPC and Netty have to say, from warnings on, into our log.
///
/// gRPC logs through java.util.logging and nothing else; Netty is told to do the same instead of
/// searching the class path for other loggers. Without this the JDK would print two lines of prose
/// for each record.
final class LibraryLogs extends Handler {
  private final System.Logger log;

  /// Held because the JDK forgets the level of a logger that nobody holds.
  private final Logger root = Logger.getLogger("");

  private final Logger bootstrap = Logger.getLogger("io.netty.bootstrap");

  private LibraryLogs(System.Logger log) {
    this.log = log;
  }

  /// Replaces the JDK's handlers for the rest of the process's life. Call before Netty's first
  /// class is used.
  static void connect(System.Logger log) {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    LibraryLogs logs = new LibraryLogs(log);
    for (Handler handler : logs.root.getHandlers()) {
      logs.root.removeHandler(handler);
    }
    logs.root.setLevel(java.util.logging.Level.WARNING);
    // gRPC sets SO_KEEPALIVE on every connection, and Netty warns each time that a Unix socket has
    // none.
    logs.bootstrap.setLevel(java.util.logging.Level.SEVERE);
    logs.root.addHandler(logs);
  }

  @Override
  public void publish(LogRecord record) {
    Level level =
        record.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue()
            ? Level.ERROR
            : Level.WARNING;
    if (log.isLoggable(level)) {
      String text = record.getLoggerName() + ": " + record.getMessage();
      Throwable thrown = record.getThrown();
      if (thrown == null) {
        log.log(level, text, record.getParameters());
      } else {
        log.log(level, text, thrown);
      }
    }
  }

  @Override
  public void flush() {
    // Every record is written at once.
  }

  @Override
  public void close() {
    // The log belongs to the process.
  }
}
