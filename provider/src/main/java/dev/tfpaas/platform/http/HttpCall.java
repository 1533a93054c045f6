package dev.tfpaas.platform.http;

import dev.tfpaas.platform.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// One request as an adapter describes it.
///
/// @param method the HTTP method
/// @param uri the whole address with its query; never with a secret, because messages show its path
/// @param headers additional headers; their values are never shown
/// @param contentType of the body; empty when there is no body
/// @param body the body; hidden because it may hold variables
/// @param repeat whether the same request may be sent again after an unclear answer
/// @param readTimeout how long an answer may take; empty for what the provider block says
/// @param answer whether anything of the answer may be shown
/// @param purpose whether it changes anything
public record HttpCall(
    String method,
    URI uri,
    Map<String, Secret> headers,
    Optional<String> contentType,
    Secret body,
    Repeat repeat,
    Optional<Duration> readTimeout,
    Answer answer,
    Purpose purpose) {

  /// Copies the headers.
  public HttpCall {
    headers = Map.copyOf(headers);
  }

  /// Makes a read: no body, safe to repeat.
  public static HttpCall get(URI uri) {
    return new HttpCall(
        "GET",
        uri,
        Map.of(),
        Optional.empty(),
        new Secret(""),
        Repeat.SAFE,
        Optional.empty(),
        Answer.OPEN,
        Purpose.READ);
  }

  /// Makes a call with a JSON body.
  public static HttpCall json(String method, URI uri, String body, Repeat repeat) {
    return new HttpCall(
        method,
        uri,
        Map.of(),
        Optional.of("application/json"),
        new Secret(body),
        repeat,
        Optional.empty(),
        Answer.OPEN,
        Purpose.CHANGE);
  }

  /// Makes a call with a form body, already encoded.
  public static HttpCall form(String method, URI uri, String body, Repeat repeat) {
    return new HttpCall(
        method,
        uri,
        Map.of(),
        Optional.of("application/x-www-form-urlencoded"),
        new Secret(body),
        repeat,
        Optional.empty(),
        Answer.OPEN,
        Purpose.CHANGE);
  }

  /// Returns this call with other headers.
  public HttpCall withHeaders(Map<String, Secret> newHeaders) {
    return new HttpCall(
        method, uri, newHeaders, contentType, body, repeat, readTimeout, answer, purpose);
  }

  /// Returns this call with another limit for its answer.
  public HttpCall withReadTimeout(Duration newTimeout) {
    return new HttpCall(
        method, uri, headers, contentType, body, repeat, Optional.of(newTimeout), answer, purpose);
  }

  /// Returns this call as one that changes nothing, whatever its method.
  public HttpCall asRead() {
    return new HttpCall(
        method, uri, headers, contentType, body, repeat, readTimeout, answer, Purpose.READ);
  }

  /// Returns this call as one whose answer holds secrets, so that nothing of its body is ever
  /// shown.
  public HttpCall answeredInSecret() {
    return new HttpCall(
        method, uri, headers, contentType, body, repeat, readTimeout, Answer.SECRET, purpose);
  }

  /// Encodes a text for one segment of a path, or for a query.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Names the call in messages: method and path, no query, no secret.
  public String title() {
    return method + " " + uri.getPath();
  }

  /// Whether the same request may be sent again when it is not known whether the first one worked.
  public enum Repeat {
    /// Reads, and writes that the vendor documents as idempotent.
    SAFE,
    /// Everything else: read before repeating.
    NEVER
  }

  /// What a call is for, which decides how long it is waited for.
  public enum Purpose {
    /// It changes nothing: what does not answer is not asked again, and a stop ends the wait.
    READ,
    /// It changes something: it is always tried, and waited for to the end of its time.
    CHANGE
  }

  /// Whether a message may quote the answer.
  public enum Answer {
    /// It may, redacted.
    OPEN,
    /// It may not: tokens, variables, credentials.
    SECRET
  }
}
