package dev.tfpaas.resources.group;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.Visitor;
import dev.tfpaas.platform.Visitor.Visit;
import dev.tfpaas.platform.Visitor.Whom;
import java.net.URI;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Asks what `health` says of one group: at the address that clients go to, and of one side at its
/// own.
///
/// @param health what is asked, and what a good answer is
/// @param group whose address it is
/// @param apps tell where a side answers
/// @param groups tells by which name a side knows itself
/// @param visitor asks
record HealthCheck(
    Health health, FailoverGroup group, Apps apps, FailoverGroups groups, Visitor visitor) {
  private static final URI NOWHERE = URI.create("https://nowhere.invalid");
  private static final Pattern NUMERIC = Pattern.compile("[\\d.]+|\\[.*");

  static HealthCheck of(Platform platform, FailoverGroup group, Health health) {
    return new HealthCheck(
        health, group, platform.apps(), GroupConfig.groups(platform), platform.visitor());
  }

  /// What an answer means.
  ///
  /// @param good whether it is as `health` asks
  /// @param text what came, without a full stop
  /// @param answer what came
  record Verdict(boolean good, String text, Visitor.Answer answer) {
    /// Tells whether a model answered, which knows everything at once.
    boolean isModel() {
      return answer instanceof Visitor.Answer.Model;
    }

    /// Tells whether there was no agreement on TLS, which no waiting mends.
    boolean isTls() {
      return answer instanceof Visitor.Answer.None(Visitor.Reason reason, String _)
          && reason == Visitor.Reason.TLS;
    }
  }

  /// Asks whoever the address leads to.
  Verdict entrance() {
    return ask(entranceVisit());
  }

  /// Returns the request that clients make.
  Visit entranceVisit() {
    URI own = ownPlace();
    URI via = health.via().orElse(own);
    return visit(new Whom.Group(group.id()), via, (isNumeric(via) ? own : via).getRawAuthority());
  }

  /// Returns how the app in a place is asked before traffic leads to it: at its own address, for
  /// the name that clients ask for. Empty where it does not say where it answers.
  Optional<Visit> sideVisit(Side side) {
    String id = group.requireMember(side).appId();
    Optional<URI> own = apps.find(id).map(App::url).flatMap(WebPlace::parse);
    return own.map(it -> visit(side, id, it));
  }

  private Visit visit(Side side, String id, URI own) {
    Visit entrance = entranceVisit();
    Whom whom = new Whom.OneApp(id);
    if (health.via().filter(HealthCheck::isNumeric).isPresent()) {
      // The platform's entrance tells its apps by their names.
      return visit(whom, health.via().get(), own.getRawAuthority());
    }
    String scheme = entrance.place().getScheme();
    URI place = own.getPort() < 0 ? URI.create(scheme + "://" + own.getHost()) : own;
    String name = entrance.host().replaceFirst(":\\d+$", "");
    return visit(
        whom, place, groups.answersAs(group, side, name) ? entrance.host() : own.getRawAuthority());
  }

  private Visit visit(Whom whom, URI place, String host) {
    // Who expects a redirect wants to see it.
    return new Visit(
        whom, place, host, health.path(), health.status() / 100 != 3, health.timeout());
  }

  /// A name for all below a domain is none that could be asked.
  private URI ownPlace() {
    return Stream.concat(new TreeSet<>(group.domains()).stream(), Stream.of(group.address()))
        .flatMap(name -> WebPlace.parse(name).stream())
        .findFirst()
        .orElse(NOWHERE);
  }

  private static boolean isNumeric(URI place) {
    return NUMERIC.matcher(place.getHost()).matches();
  }

  /// Asks once.
  Verdict ask(Visit visit) {
    Visitor.Answer answer = visitor.ask(visit);
    return switch (answer) {
      case Visitor.Answer.Page page -> judged(page);
      case Visitor.Answer.Model(boolean serves) ->
          new Verdict(serves, serves ? "it serves" : "it does not serve", answer);
      case Visitor.Answer.None(Visitor.Reason _, String why) -> new Verdict(false, why, answer);
    };
  }

  private Verdict judged(Visitor.Answer.Page page) {
    String came =
        "it answers %d, the first byte after %d ms%s"
            .formatted(
                page.status(),
                page.toFirstByte().toMillis(),
                page.certificate()
                    .map("; its certificate is for that name, and valid until %s"::formatted)
                    .orElse(""));
    if (page.status() != health.status()) {
      return new Verdict(
          false, "%s, and `health.status` is %d".formatted(came, health.status()), page);
    }
    boolean contains = health.body().filter(it -> !page.body().contains(it)).isEmpty();
    return contains
        ? new Verdict(true, came, page)
        : new Verdict(false, came + ", and does not contain `health.body`", page);
  }
}
