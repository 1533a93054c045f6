package dev.tfpaas.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where the switches of an apply are shown: on a terminal a table that is drawn anew below what
/// Terraform says, elsewhere a line a step. Safe for several threads.
final class SwitchBoard extends OutputStream {
  /// What a terminal of 24 lines has room for beside the prompt and a line of Terraform's.
  private static final int MOST = 16;

  private final SwitchTable table;
  private final PrintStream out;
  private final boolean redrawn;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
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
    return redrawn ? new PrintStream(this, true, StandardCharsets.UTF_8) : out;
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

  /// What Terraform says stands above the table, in whole lines.
  @Override
  public synchronized void write(int b) {
    line.write(b);
    if (b == '\n') {
      String again = drawn;
      erase();
      out.print(line.toString(StandardCharsets.UTF_8));
      line.reset();
      draw(again);
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
    if (line.size() > 0) {
      out.print(line.toString(StandardCharsets.UTF_8));
      line.reset();
    }
    out.flush();
    drawn = "";
  }
}
