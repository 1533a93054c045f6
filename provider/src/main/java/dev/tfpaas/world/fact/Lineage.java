package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json;
import dev.tfpaas.world.json.Json.Fields;
import java.util.ArrayList;
import java.util.List;

/// Where the data of a database comes from: the generations it was written in, oldest first.
///
/// Two databases share a history as far as their spans agree. The last generation is still open and
/// ends at the database's own position.
///
/// @param closed generations that were ended by a promotion
/// @param generation the generation that is being written, unique in the data set; zero when the
///   database holds nothing
public record Lineage(List<Span> closed, long generation) {

  /// The lineage of a database that holds nothing.
  public static final Lineage NONE = new Lineage(List.of(), 0);

  /// Copies the spans.
  public Lineage {
    closed = List.copyOf(closed);
  }

  /// One generation that was ended.
  ///
  /// @param generation its number in the data set
  /// @param end the position at which it was ended
  public record Span(long generation, long end) {}

  static Lineage read(Fields in) {
    return new Lineage(
        in.objects("closed").stream()
            .map(span -> new Span(span.whole("generation"), span.whole("end")))
            .toList(),
        in.whole("generation"));
  }

  Fields write() {
    List<Json> spans =
        closed.stream()
            .<Json>map(span ->
                Fields.empty().whole("generation", span.generation()).whole("end", span.end()))
            .toList();
    return Fields.empty().with("closed", new Json.Items(spans)).whole("generation", generation);
  }

  /// Returns the lineage after a promotion at the given position.
  public Lineage promoted(long position, long nextGeneration) {
    return new Lineage(spans(position), nextGeneration);
  }

  /// Returns the position up to which two databases hold the same writes.
  public long sharedWith(long position, Lineage other, long otherPosition) {
    List<Span> mine = spans(position);
    List<Span> theirs = other.spans(otherPosition);
    long shared = 0;
    for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
      if (mine.get(i).generation() != theirs.get(i).generation()) {
        break;
      }
      shared = Math.min(mine.get(i).end(), theirs.get(i).end());
      if (mine.get(i).end() != theirs.get(i).end()) {
        break;
      }
    }
    return shared;
  }

  /// Tells whether another database holds everything that this one holds.
  public boolean isPrefixOf(long position, Lineage other, long otherPosition) {
    return sharedWith(position, other, otherPosition) == position;
  }

  private List<Span> spans(long position) {
    if (generation == 0) {
      return List.of();
    }
    List<Span> spans = new ArrayList<>(closed);
    spans.add(new Span(generation, position));
    return spans;
  }
}
