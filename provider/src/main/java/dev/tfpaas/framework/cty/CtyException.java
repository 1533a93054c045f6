package dev.tfpaas.framework.cty;

/// A value or its bytes are not what a type or a caller requires, at [#path()].
///
/// The text never holds the offending value itself, which may be a secret.
public final class CtyException extends RuntimeException {
  private final transient Path path;
  private final String reason;

  /// Reports `reason` for the place `path`.
  public CtyException(Path path, String reason) {
    super(path.isRoot() ? reason : path + ": " + reason);
    this.path = path;
    this.reason = reason;
  }

  /// Reports `reason` for the place `path`, found by a library that threw `cause`.
  public CtyException(Path path, String reason, Throwable cause) {
    super(path.isRoot() ? reason : path + ": " + reason, cause);
    this.path = path;
    this.reason = reason;
  }

  /// The place, relative to the value that was worked on; the root is that value itself.
  public Path path() {
    return path;
  }

  /// What is wrong, without the place; [#getMessage()] has both.
  public String reason() {
    return reason;
  }

  /// The same failure seen from further up: its path is `parent` followed by [#path()].
  public CtyException under(Path parent) {
    return new CtyException(parent.then(path), reason, this);
  }
}
