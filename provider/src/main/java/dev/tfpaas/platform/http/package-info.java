/// One JSON-over-HTTP client with retry, rate limit and polite waiting, shared by the adapters.
///
/// It knows [dev.tfpaas.platform] for the exception that says what went wrong, and JSON trees; it
/// knows no vendor: paths, envelopes, error bodies and what is safe to repeat come from the
/// adapter.
///
/// Start reading at [dev.tfpaas.platform.http.HttpApi].
@NullMarked
package dev.tfpaas.platform.http;

import org.jspecify.annotations.NullMarked;
