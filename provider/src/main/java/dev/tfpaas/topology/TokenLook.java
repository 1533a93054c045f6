package dev.tfpaas.topology;

import java.util.Locale;
import java.util.regex.Pattern;

/// Recognises secrets that were written down where only a reference to them belongs.
final class TokenLook {
  /// Beginnings that vendors give their tokens, keys in PEM, JSON web tokens, URLs with a password.
  private static final Pattern KNOWN =
      Pattern.compile(
          "(?s)(tk-us-|tk-|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk_(live|test)_|sk-|AKIA|ASIA|"
              + "SG\\.|hvs\\.|dop_v1_|npm_|pypi-)[A-Za-z0-9_.-]{12,}.*"
              + "|-----BEGIN [A-Z ]*PRIVATE KEY-----.*"
              + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"
              + "|[a-z][a-z0-9+.-]*://[^/\\s:@]*:[^/\\s@]+@.*");

  /// Names of variables that hold secrets.
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(.*_)?(TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|(API|PRIVATE|SECRET|ACCESS|MASTER|ENCRYPTION)_?KEY)(_.*)?");

  /// Long texts without a space that mix letters and digits.
  private static final Pattern RANDOM =
      Pattern.compile("(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/_=-]{24,}");

  private TokenLook() {}

  /// Tells whether a text is a secret by its form.
  static boolean isToken(String text) {
    return KNOWN.matcher(text).matches();
  }

  /// Tells whether a variable of an app holds a secret, by its name or its value.
  static boolean isSecretVariable(String name, String value) {
    return isToken(value)
        || RANDOM.matcher(value).matches()
        || (!value.isEmpty() && SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).matches());
  }
}
