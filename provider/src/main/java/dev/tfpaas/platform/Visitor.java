package dev.tfpaas.platform;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Asks an app for a page as its clients do; never changes anything. A page that is not had is an
/// answer, too.
@FunctionalInterface
public interface Visitor {
  /// Has no way to any app.
  Visitor NOBODY =
      _ -> new Answer.None(Reason.UNREACHABLE, "this platform has no way to ask its apps");

  /// Asks once and waits for the whole answer.
  Answer ask(Visit visit);

  /// One request.
  ///
  /// @param whom whose page it is
  /// @param place scheme, host and port of where it is asked; the name is resolved anew each time
  /// @param host the name that is asked for there: `Host`, and the name that a certificate must be
  ///   for; with a port where it is not the scheme's usual one
  /// @param path with a query if there is one
  /// @param followsRedirects whether a redirect to the same host is followed
  /// @param timeout how long it may take, in all
  record Visit(
      Whom whom, URI place, String host, String path, boolean followsRedirects, Duration timeout) {

    /// Returns how it is shown: what a client would type.
    @Override
    public String toString() {
      return place.getScheme() + "://" + host + path;
    }
  }

  /// Whose page is asked for: a platform that is a model answers by that.
  sealed interface Whom {

    /// Whoever a failover group's address leads to.
    ///
    /// @param id the group
    record Group(String id) implements Whom {}

    /// One app, wherever traffic goes.
    ///
    /// @param id the app
    record OneApp(String id) implements Whom {}
  }

  /// What came of it.
  sealed interface Answer {

    /// An answer.
    ///
    /// @param status its status
    /// @param body the beginning of its body as text; never to be shown
    /// @param toFirstByte how long the first byte took, from before the name was resolved
    /// @param certificate when the certificate ends; empty without TLS
    record Page(int status, String body, Duration toFirstByte, Optional<Instant> certificate)
        implements Answer {}

    /// What a model says, which has no pages.
    ///
    /// @param serves whether a client would be served
    record Model(boolean serves) implements Answer {}

    /// No answer.
    ///
    /// @param reason the kind of failure
    /// @param why what came about, without a full stop
    record None(Reason reason, String why) implements Answer {}
  }

  /// Why there is no answer.
  enum Reason {
    /// Nobody could be spoken to, or the answer was not whole in time.
    UNREACHABLE,
    /// There is no agreement on TLS: the certificate is for another name, not valid, or of nobody
    /// who is trusted.
    TLS,
    /// The answer leads to another host.
    ELSEWHERE
  }
}
