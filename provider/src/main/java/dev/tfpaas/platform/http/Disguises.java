package dev.tfpaas.platform.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds secrets in a text that are written in another way than they were sent: percent-encoded, as
/// JSON or HTML escapes, in base64, or as one of these within another.
///
/// @param secrets what is looked for
record Disguises(List<String> secrets) {
  private static final int LAYERS = 3;

  /// So much of one tells that the rest was cut off.
  private static final int BEGINNING = 8;

  private static final Pattern ESCAPED_IN_JSON = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");
  private static final Pattern ESCAPED_IN_HTML =
      Pattern.compile("&(?:#x([0-9a-fA-F]{1,4})|#([0-9]{1,5})|(amp|lt|gt|quot|apos|sol|plus));");
  private static final Pattern PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
  private static final Pattern IN_BASE64 = Pattern.compile("[\\w+/-]{8,}");

  /// Tells whether a text holds one of them in disguise.
  boolean in(String text) {
    String plain = text;
    for (int layer = 0; layer < LAYERS; layer++) {
      String next = json(html(percent(plain)));
      boolean isDecoded = !next.equals(plain);
      if ((isDecoded && isIn(next)) || (layer == 0 && isInBase64(text)) || isInBase64(next)) {
        return true;
      }
      if (!isDecoded) {
        return false;
      }
      plain = next;
    }
    return false;
  }

  private boolean isIn(String text) {
    return secrets.stream()
        .map(secret -> secret.substring(0, Math.min(secret.length(), BEGINNING)))
        .anyMatch(text::contains);
  }

  private boolean isInBase64(String text) {
    return IN_BASE64.matcher(text).results().map(MatchResult::group).anyMatch(this::isEncodedIn);
  }

  /// What was encoded together with something before it begins at any of four places.
  private boolean isEncodedIn(String run) {
    String standard = run.replace('-', '+').replace('_', '/');
    for (int from = 0; from < 4; from++) {
      int length = (standard.length() - from) / 4 * 4;
      int rest = standard.length() - from - length;
      String whole = standard.substring(from, from + length + (rest > 1 ? rest : 0));
      byte[] bytes = Base64.getDecoder().decode(whole);
      if (isIn(new String(bytes, StandardCharsets.ISO_8859_1))) {
        return true;
      }
    }
    return false;
  }

  private static String percent(String text) {
    return URLDecoder.decode(
        PERCENT.matcher(text.replace("+", "%2B")).replaceAll("%25"), StandardCharsets.UTF_8);
  }

  private static String html(String text) {
    return ESCAPED_IN_HTML
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(unescapedHtml(found)));
  }

  private static String unescapedHtml(MatchResult found) {
    if (found.group(1) != null) {
      return String.valueOf((char) Integer.parseInt(found.group(1), 16));
    }
    if (found.group(2) != null) {
      return String.valueOf((char) Integer.parseInt(found.group(2)));
    }
    return switch (found.group(3)) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "sol" -> "/";
      case "plus" -> "+";
      default -> "'";
    };
  }

  private static String json(String text) {
    return ESCAPED_IN_JSON
        .matcher(text)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                found.group(1) != null
                    ? String.valueOf((char) Integer.parseInt(found.group(1), 16))
                    : found.group(2)));
  }
}
