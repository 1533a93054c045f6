package dev.tfpaas.platform.http;

import dev.tfpaas.json.JsonTree;
import dev.tfpaas.platform.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Makes what a vendor answered fit to be shown: without what the call sent as secret, without what
/// looks like a secret, without characters that a terminal would obey, and short.
///
/// @param withheld whether nothing of the answer is shown, because the answer of this call is
///   secret
/// @param secrets what was sent and must not be seen again, longest first
public record Redaction(boolean withheld, List<String> secrets) {
  /// For an answer of a call that sends no secret.
  public static final Redaction NONE = new Redaction(false, List.of());

  private static final int LONGEST = 300;

  /// Far more than is shown, since what is hidden becomes shorter.
  private static final int LOOKED_AT = 2_000;

  /// Shorter ones are words that occur by chance.
  private static final int SHORTEST_SECRET = 6;

  private static final String HIDDEN = "***";

  private static final Pattern USER_IN_URL = Pattern.compile("://[^/\\s@\"']+@");
  private static final Pattern SIGNED_TOKEN = Pattern.compile("eyJ[\\w-]{8,}(\\.[\\w-]*)*");
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{6,}");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)([\\w-]*(?:token|passw(?:or)?d|secret|api[_-]?key|access[_-]?key|session)[\\w-]*[\"']?\\s*[:=]\\s*[\"']?)[^\\s\"',;&}]+");
  private static final Pattern OPAQUE =
      Pattern.compile("(?=[\\w+/-]*[A-Za-z])(?=[\\w+/-]*\\d)[\\w+/-]{40,}={0,2}");
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i)token|passw|secret|key|session|credential|value|content");
  private static final Pattern OBEYED =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\\p{Cn}]+");

  /// In the answer of a call whose answer is secret, everything that is not plain words: what is
  /// quoted, and what has digits or signs inside, as addresses, passwords and tokens have.
  private static final Pattern UNPLAIN =
      Pattern.compile("\"[^\"]*\"?|'[^']*'|\\S*[^\\p{L}\\s.,;:!?()-]\\S*|\\p{L}{20,}");

  private static final Pattern IDENTIFIER = Pattern.compile("[\\w.:+/ -]{1,200}");

  /// Copies the secrets.
  public Redaction {
    secrets = List.copyOf(secrets);
  }

  /// Returns the redaction of what a call is answered.
  static Redaction of(HttpCall call) {
    return of(call, List.of());
  }

  /// Returns the redaction of what a call is answered.
  ///
  /// @param hidden further secrets, which were not sent with it
  static Redaction of(HttpCall call, List<Secret> hidden) {
    Set<String> secrets = new TreeSet<>();
    hidden.forEach(secret -> add(secrets, secret.value()));
    for (Secret header : call.headers().values()) {
      add(secrets, header.value());
      int space = header.value().indexOf(' ');
      if (space > 0) {
        String credentials = header.value().substring(space + 1).strip();
        add(secrets, credentials);
        decoded(credentials).forEach(part -> add(secrets, part));
      }
    }
    String type = call.contentType().orElse("");
    if (type.contains("json")) {
      sentAsJson(secrets, call.body().value());
    } else if (!type.isEmpty()) {
      sentAsForm(secrets, call.body().value());
    }
    List<String> longestFirst =
        secrets.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    return new Redaction(call.answer() == HttpCall.Answer.SECRET, longestFirst);
  }

  private static List<String> decoded(String credentials) {
    try {
      byte[] bytes = Base64.getDecoder().decode(credentials);
      return List.of(new String(bytes, StandardCharsets.UTF_8).split(":", 2));
    } catch (IllegalArgumentException _) {
      return List.of();
    }
  }

  private static void sentAsForm(Set<String> secrets, String body) {
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && SECRET_NAME.matcher(pair.substring(0, equals)).find()) {
        String encoded = pair.substring(equals + 1);
        add(secrets, encoded);
        add(secrets, URLDecoder.decode(encoded, StandardCharsets.UTF_8));
      }
    }
  }

  private static void sentAsJson(Set<String> secrets, String body) {
    try {
      leaves(secrets, "", JsonTree.read(body));
    } catch (JacksonException _) {
      // What cannot be read by its parts is hidden as a whole.
      add(secrets, body);
    }
  }

  private static void leaves(Set<String> secrets, String name, JsonNode node) {
    if (node.isString()) {
      if (SECRET_NAME.matcher(name).find()) {
        add(secrets, node.stringValue());
      }
    } else if (node.isObject()) {
      node.properties().forEach(entry -> leaves(secrets, entry.getKey(), entry.getValue()));
    } else {
      node.forEach(element -> leaves(secrets, name, element));
    }
  }

  private static void add(Set<String> secrets, String text) {
    if (text.strip().length() >= SHORTEST_SECRET) {
      secrets.add(text.strip());
    }
  }

  /// Returns the body of an answer as it may be shown, on one line, at most 300 characters.
  String body(String text) {
    return withheld ? "(not shown: what this call answers is secret)" : shown(text);
  }

  /// An answer may be megabytes, and what looks like a secret is looked for at every place. A word
  /// at the end of what is looked at may be half a secret, and is dropped.
  private static String beginning(String text) {
    if (text.length() <= LOOKED_AT) {
      return text;
    }
    int end = LOOKED_AT;
    while (end > 0 && !Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end == 0 ? HIDDEN : text.substring(0, end);
  }

  /// An answer may be cut off within a secret.
  private String withoutEnds(String text) {
    String clean = text;
    for (String secret : secrets) {
      for (int length = secret.length() - 1; length >= SHORTEST_SECRET; length--) {
        if (clean.endsWith(secret.substring(0, length))) {
          clean = clean.substring(0, clean.length() - length) + HIDDEN;
          break;
        }
      }
    }
    return clean;
  }

  /// Returns what a mark says as it may be shown: it ought to be an identifier, and anybody may
  /// have written something else there.
  public static String identifier(String text) {
    return IDENTIFIER.matcher(text).matches()
        ? NONE.shown(text)
        : "something that is no identifier";
  }

  /// Returns any other text of an answer, such as the vendor's message or a header, likewise.
  String shown(String text) {
    String clean = beginning(text);
    for (String secret : secrets) {
      clean = clean.replace(secret, HIDDEN);
    }
    clean = withoutEnds(clean);
    if (new Disguises(secrets).in(clean)) {
      return "(not shown: it holds a secret)";
    }
    if (withheld) {
      clean = UNPLAIN.matcher(clean).replaceAll(Matcher.quoteReplacement(HIDDEN));
    }
    clean = OBEYED.matcher(clean).replaceAll(" ").strip();
    clean = USER_IN_URL.matcher(clean).replaceAll(Matcher.quoteReplacement("://" + HIDDEN + "@"));
    clean = SIGNED_TOKEN.matcher(clean).replaceAll(Matcher.quoteReplacement(HIDDEN));
    clean = AUTHORIZATION.matcher(clean).replaceAll("$1 " + Matcher.quoteReplacement(HIDDEN));
    clean = NAMED.matcher(clean).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN));
    clean = OPAQUE.matcher(clean).replaceAll(Matcher.quoteReplacement(HIDDEN));
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
  }
}
