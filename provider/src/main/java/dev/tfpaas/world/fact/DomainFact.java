package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;

/// Where a custom name leads.
///
/// @param name the name
/// @param target the host it leads to
public record DomainFact(String name, String target) implements Fact {
  /// The kind of these facts.
  public static final FactKind<DomainFact> KIND =
      FactKind.of("domain/", DomainFact.class, DomainFact::read, DomainFact::write);

  private static DomainFact read(Fields in) {
    return new DomainFact(in.text("name"), in.text("target"));
  }

  private Fields write(Fields out) {
    return out.text("name", name).text("target", target);
  }

  @Override
  public FactKind<DomainFact> kind() {
    return KIND;
  }

  @Override
  public String key() {
    return KIND.key(name);
  }
}
