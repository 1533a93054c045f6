package dev.tfpaas.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/// Texts in columns, for people.
final class Table {
  private static final int INDENT = 2;

  private Table() {}

  /// Returns one line for each row, indented, every column as wide as its longest cell; nothing for
  /// no rows.
  ///
  /// @param rows all of the same length
  static String of(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    Column[] columns =
        IntStream.range(0, rows.getFirst().size())
            .mapToObj(index -> column(index, rows))
            .toArray(Column[]::new);
    TextTable table = TextTable.forColumns(Help.defaultColorScheme(Ansi.OFF), columns);
    rows.forEach(row -> table.addRowValues(row.toArray(String[]::new)));
    return table
        .toString()
        .lines()
        .map(line -> line.stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  private static Column column(int index, List<List<String>> rows) {
    int width = rows.stream().mapToInt(row -> row.get(index).length()).max().orElse(0);
    return new Column(width + INDENT, INDENT, Column.Overflow.SPAN);
  }
}
