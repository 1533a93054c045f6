package dev.tfpaas.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// Standard output that knows why writing failed: a reader that has seen enough, as `head` has, is
/// no reason to complain; a full disk is.
public final class AnswerStream extends PrintStream {
  private final Target target;

  private AnswerStream(Target target, Charset charset) {
    super(target, true, charset);
    this.target = target;
  }

  /// Returns a stream that writes to another. Its type is the wider one, or whoever passes it on
  /// would load this class when it is verified, the plugin too.
  public static PrintStream to(OutputStream out, Charset charset) {
    return new AnswerStream(new Target(out), charset);
  }

  /// Says whether writing failed because nobody reads any more.
  boolean hasLostItsReader() {
    String failure = target.failure;
    return failure != null && failure.equals(brokenPipe());
  }

  /// Returns what this system says of a pipe without a reader. The text is in the user's language,
  /// so that a pipe is broken to hear it.
  private static @Nullable String brokenPipe() {
    try {
      Pipe pipe = Pipe.open();
      try (Pipe.SinkChannel sink = pipe.sink()) {
        pipe.source().close();
        // Where that succeeds, nothing is known, and a failure is complained of.
        return "wrote " + sink.write(ByteBuffer.allocate(1));
      }
    } catch (IOException broken) {
      return broken.getMessage();
    }
  }

  /// Remembers the first failure, which a print stream forgets.
  private static final class Target extends FilterOutputStream {
    private @Nullable String failure;

    Target(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = failure == null ? String.valueOf(e.getMessage()) : failure;
        throw e;
      }
    }
  }
}
