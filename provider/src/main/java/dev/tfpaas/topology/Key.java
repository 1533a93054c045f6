package dev.tfpaas.topology;

import dev.tfpaas.framework.schema.Attribute;

/// A key that a mapping of the file may have.
///
/// @param name as written in the file
/// @param attribute the attribute of the resource that it sets, or what it is called inside when it
///   sets none
/// @param shape what its value looks like
/// @param description for whoever writes the file, in Markdown
/// @param required whether it must be there
record Key(String name, String attribute, Shape shape, String description, boolean required) {

  /// What a value looks like.
  sealed interface Shape {

    /// A value of an attribute of the schema.
    record Typed(Attribute attribute) implements Shape {}

    /// The name of a thing of a section.
    record Name(Section of) implements Shape {}

    /// A list of names of things of a section, from one up to this many.
    record Names(Section of, int most) implements Shape {}

    /// Who of the members: the name of an app, or a place.
    record Member(Attribute attribute) implements Shape {}

    /// `true`, or a text.
    record TrueOrText() implements Shape {}
  }

  /// A key of this file alone.
  static Key own(Attribute attribute) {
    return new Key(
        attribute.name(),
        attribute.name(),
        new Shape.Typed(attribute),
        attribute.description(),
        attribute.mode() == Attribute.Mode.REQUIRED);
  }

  /// This key with a value that looks like this.
  Key shaped(Shape other) {
    return new Key(name, attribute, other, description, required);
  }

  /// This key, not required.
  Key optional() {
    return new Key(name, attribute, shape, description, false);
  }

  /// This key, described as this.
  Key described(String text) {
    return new Key(name, attribute, shape, text, required);
  }
}
