package dev.tfpaas.world;

import java.util.Locale;

/// Who makes a call.
public enum Caller {
  /// A program, such as Terraform.
  API,
  /// A person.
  DASHBOARD,
  /// Nobody who calls: an object is only marked, which is not listed among the calls.
  MARK;

  /// Returns the word for it, e.g. `api`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
