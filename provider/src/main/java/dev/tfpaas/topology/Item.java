package dev.tfpaas.topology;

import dev.tfpaas.yaml.FilePlace;
import dev.tfpaas.yaml.Yaml;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A named thing of the file.
///
/// @param section what it is
/// @param name its key
/// @param place where the key stands
/// @param settings by attribute of the resource, in the order of the file; what no attribute stands
///   behind under its own key
record Item(Section section, String name, FilePlace place, Map<String, Setting> settings) {

  /// Copies the settings and keeps their order.
  Item {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /// Returns the keys that lead to it.
  String path() {
    return section.key() + "." + name;
  }

  /// Returns what an attribute is set to.
  Optional<Setting> setting(String attribute) {
    return Optional.ofNullable(settings.get(attribute));
  }

  /// Returns the thing of the file that an attribute refers to.
  Optional<Expression.Reference> reference(String attribute) {
    return setting(attribute)
        .map(Setting::value)
        .filter(Expression.Reference.class::isInstance)
        .map(Expression.Reference.class::cast);
  }

  /// Returns the things of the file that an attribute refers to.
  List<Expression.Reference> references(String attribute) {
    return setting(attribute)
        .map(Setting::value)
        .filter(Expression.Items.class::isInstance)
        .map(Expression.Items.class::cast)
        .map(Expression.Items::items)
        .orElse(List.of())
        .stream()
        .filter(Expression.Reference.class::isInstance)
        .map(Expression.Reference.class::cast)
        .toList();
  }

  /// Returns a text that an attribute is set to.
  Optional<String> text(String attribute) {
    return setting(attribute).flatMap(Setting::text);
  }

  /// Tells whether it is an app that exists, and is no resource.
  boolean exists() {
    return section == Section.APPS && !settings.containsKey("source_app_id");
  }

  /// Returns its name in Terraform.
  String label() {
    return name.replace('-', '_');
  }

  /// Returns its address in Terraform.
  String address() {
    return section.resource() + "." + label();
  }

  /// Returns the place of an attribute, or of the thing where it is not set.
  FilePlace placeOf(String attribute) {
    return setting(attribute).map(Setting::place).orElse(place);
  }

  /// This item with another setting; one that is there stays.
  Item withDefault(String attribute, Expression value) {
    return settings.containsKey(attribute) ? this : with(attribute, value);
  }

  /// This item with another value of an attribute.
  Item with(String attribute, Expression value) {
    Map<String, Setting> more = new LinkedHashMap<>(settings);
    String path = path() + "." + section.keyOf(attribute);
    Optional<Yaml> source = setting(attribute).flatMap(Setting::source);
    more.put(attribute, new Setting(value, placeOf(attribute), path, source));
    return new Item(section, name, place, more);
  }
}
