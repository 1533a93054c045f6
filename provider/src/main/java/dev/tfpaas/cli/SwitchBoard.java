package dev.tfpaas.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Where the switches of an apply are shown: on a terminal a table that is drawn anew below what
/// Terraform says, elsewhere a line a step. Safe for several threads.
final class SwitchBoard implements AutoCloseable {
  /// What a terminal of 24 lines has room for beside the prompt and a line of Terraform's.
  private static final int MOST = 16;

  private final SwitchTable table;
  private final PrintStream out;
  private final boolean redrawn;
  private final List<Lines> speakers = new ArrayList<>();
  private String drawn = "";

  /// Makes a board.
  ///
  /// @param out takes everything
  /// @param terminal whether the cursor can be moved there
  SwitchBoard(SwitchTable table, PrintStream out, boolean terminal) {
    this.table = table;
    this.out = out;
    this.redrawn = terminal && !table.isEmpty();
  }

  /// Returns where Terraform's own words go.
  PrintStream stage() {
    return above(out);
  }

  /// Returns where Terraform's complaints go: on a terminal above the table as well, which is
  /// cleared with all that is printed below it.
  ///
  /// @param err takes them
  PrintStream complaints(PrintStream err) {
    return above(err);
  }

  private synchronized PrintStream above(PrintStream to) {
    if (!redrawn) {
      return to;
    }
    Lines lines = new Lines(to);
    speakers.add(lines);
    return new PrintStream(lines, true, StandardCharsets.UTF_8);
  }

  /// Shows what became of a step.
  synchronized void step(String text) {
    String shown = table.heard(text);
    if (!redrawn) {
      out.println("  " + shown);
      out.flush();
    }
  }

  /// Draws the table, if it is not as it was.
  synchronized void beat() {
    String text = redrawn ? table.text(MOST) : "";
    if (!text.equals(drawn)) {
      erase();
      draw(text);
    }
  }

  private void erase() {
    long height = drawn.lines().count();
    if (height > 0) {
      out.print("\u001B[" + height + "A\u001B[J");
    }
    drawn = "";
  }

  private void draw(String text) {
    // A line that is too long for the terminal is cut there, since a second one would not be
    // erased.
    out.print(text.isEmpty() ? text : "\u001B[?7l" + text + "\u001B[?7h");
    out.flush();
    drawn = text;
  }

  /// Leaves the table as it is at the end.
  @Override
  public synchronized void close() {
    beat();
    drawn = "";
    speakers.forEach(Lines::end);
    out.flush();
  }

  private synchronized void print(Lines lines) {
    String again = drawn;
    erase();
    // Both may be the same terminal.
    out.flush();
    lines.end();
    draw(again);
  }

  /// What Terraform says stands above the table, in whole lines. Under the lock of the board.
  private final class Lines extends OutputStream {
    private final PrintStream to;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private Lines(PrintStream to) {
      this.to = to;
    }

    @Override
    public void write(int b) {
      synchronized (SwitchBoard.this) {
        line.write(b);
        if (b == '\n') {
          print(this);
        }
      }
    }

    private void end() {
      to.print(line.toString(StandardCharsets.UTF_8));
      to.flush();
      line.reset();
    }
  }
}
