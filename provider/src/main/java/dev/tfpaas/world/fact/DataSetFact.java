package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;
import java.util.List;

/// Data that was written in one place first, with all databases that hold some of it.
///
/// @param id e.g. `shop/postgresql`
/// @param generation the newest generation
/// @param members names of the databases
/// @param split whether two of them accept writes, which was recorded as a violation
public record DataSetFact(String id, long generation, List<String> members, boolean split)
    implements Fact {
  /// The kind of these facts.
  public static final FactKind<DataSetFact> KIND =
      FactKind.of("data-set/", DataSetFact.class, DataSetFact::read, DataSetFact::write);

  private static DataSetFact read(Fields in) {
    return new DataSetFact(
        in.text("id"), in.whole("generation"), in.texts("members"), in.flag("split"));
  }

  private Fields write(Fields out) {
    return out.text("id", id)
        .whole("generation", generation)
        .texts("members", members)
        .flag("split", split);
  }

  /// Copies the members.
  public DataSetFact {
    members = List.copyOf(members);
  }

  @Override
  public FactKind<DataSetFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key(id);
  }
}
