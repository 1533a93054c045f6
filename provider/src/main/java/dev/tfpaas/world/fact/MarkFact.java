package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;

/// What Terraform remembers of an object on the platform itself. It goes with the object.
///
/// @param of the key of the object's fact
/// @param incarnation which creation, or taking-over, the object is the result of
public record MarkFact(String of, String incarnation) implements Fact {
  /// The kind of these facts.
  public static final FactKind<MarkFact> KIND =
      FactKind.of("mark/", MarkFact.class, MarkFact::read, MarkFact::write);

  private static MarkFact read(Fields in) {
    return new MarkFact(in.text("of"), in.text("incarnation"));
  }

  private Fields write(Fields out) {
    return out.text("of", of).text("incarnation", incarnation);
  }

  @Override
  public FactKind<MarkFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key(of);
  }
}
