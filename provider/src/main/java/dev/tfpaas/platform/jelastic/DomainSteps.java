package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.runbook.Probe.Reading;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The steps that bind, unbind and swap custom domains.
///
/// @param api makes the calls
/// @param account reads
record DomainSteps(JelasticApi api, Account account) {
  static final String SWAP = JelasticApi.BINDER + "swapextdomains";
  private static final String BIND = JelasticApi.BINDER + "bindextdomain";
  private static final String UNBIND = JelasticApi.BINDER + "removeextdomain";
  private static final String UNBIND_NEWER = JelasticApi.BINDER + "removeextdomains";

  /// The two sides of a swap.
  ///
  /// @param old where the domains are
  /// @param target where they are wanted
  record Pair(String old, String target) {}

  /// Binds a domain to an environment. One that the other side of a pair has is unbound there
  /// first, since it can be bound once; in between it leads nowhere.
  ///
  /// @param other the other side; empty when there is none
  Step bind(String name, String domain, Optional<String> other) {
    return Step.of(
        "bind domain",
        "%s to %s".formatted(domain, name),
        JelasticApi.call(BIND, "{envName: %s, extdomain: %s}".formatted(name, domain)),
        Duration.ofSeconds(5),
        () -> new Reading(account.need(name).domains().contains(domain), "it is not bound"),
        account.onWhatThereIs(() -> {
          other
              .filter(it -> isBound(it, domain))
              .ifPresent(it -> unbindNow(Map.of("envName", it, "extdomain", domain)));
          bindNow(name, domain);
        }),
        Budgets.QUICK);
  }

  /// Bound twice is refused, so that this may be repeated.
  private void bindNow(String name, String domain) {
    api.set(BIND, Map.of("envName", name, "extdomain", domain));
  }

  private boolean isBound(String name, String domain) {
    return account.find(name).filter(it -> it.domains().contains(domain)).isPresent();
  }

  /// Unbinds a domain from an environment; holds where it is not bound, or the environment is gone.
  Step unbind(String name, String domain) {
    return Step.of(
        "unbind domain",
        "%s from %s".formatted(domain, name),
        JelasticApi.call(UNBIND, "{envName: %s, extdomain: %s}".formatted(name, domain)),
        Duration.ofSeconds(5),
        () -> new Reading(!isBound(name, domain), "it is bound"),
        () -> unbindNow(Map.of("envName", name, "extdomain", domain)),
        Budgets.QUICK);
  }

  /// Newer clients know the method by its plural alone. What is not there has changed nothing.
  private void unbindNow(Map<String, String> parameters) {
    if (api.changeIfKnown(UNBIND, parameters).isEmpty()) {
      api.change(UNBIND_NEWER, parameters);
    }
  }

  /// Swaps all domains of two environments, of which one has none: so they move, in one call.
  ///
  /// Done twice it is undone. Both sides are read right before the one call and after it; what the
  /// readings do not show is never tried again by the same run.
  Step swap(Pair pair, Set<String> domains) {
    String list = String.join(", ", new TreeSet<>(domains));
    Look look = new Look(account, pair.target());
    return Step.of(
        "swap domains",
        "%s to %s".formatted(pair.old(), pair.target()),
        JelasticApi.call(
            SWAP,
            "{envName: %s, targetappid: %s} moves %s".formatted(pair.target(), pair.old(), list)),
        Duration.ofSeconds(5),
        () -> {
          Set<String> there = look.need().domains();
          return new Reading(
              there.containsAll(domains), "%s has %s".formatted(pair.target(), text(there)));
        },
        account.onWhatThereIs(() -> swapNow(pair, domains, look.act().domains())),
        Budgets.QUICK);
  }

  private void swapNow(Pair pair, Set<String> domains, Set<String> there) {
    if (there.containsAll(domains)) {
      return;
    }
    Optional<Environment> old = account.find(pair.old());
    if (old.isEmpty()) {
      // Nothing can be swapped with what was deleted; its domains are free.
      domains.stream()
          .filter(domain -> !there.contains(domain))
          .forEach(domain -> bindNow(pair.target(), domain));
      return;
    }
    Set<String> here = old.get().domains();
    if (!there.isEmpty() || !here.equals(domains)) {
      throw ReadFailures.of(
          SWAP,
          "a swap moves all domains of both sides, and they are not as planned: %s has %s, %s has %s, planned are %s. Bind and unbind until only %s has domains, or write them all in `domains`"
              .formatted(
                  pair.old(), text(here), pair.target(), text(there), text(domains), pair.old()));
    }
    try {
      swapBy(pair.target(), pair.old());
    } catch (PlatformException refused) {
      if (refused.kind() != Kind.NOT_FOUND && refused.kind() != Kind.REJECTED) {
        throw refused;
      }
      // The parameter is named after the appid, and the manual shows a name. What was refused by
      // the one has changed nothing, and may go by the other.
      swapBy(pair.target(), old.get().appid());
    }
  }

  private void swapBy(String target, String old) {
    try {
      api.change(SWAP, Map.of("envName", target, "targetappid", old));
    } catch (PlatformException failure) {
      if (failure.kind() == Kind.UNAVAILABLE) {
        throw unclear(failure);
      }
      throw failure;
    }
  }

  /// The runner reads next; when the domains have not moved by then, nobody knows whether they
  /// will.
  private static PlatformException unclear(PlatformException failure) {
    return new PlatformException(
        Kind.UNAVAILABLE,
        failure.platform(),
        failure.call(),
        failure.getMessage()
            + "; whether the swap was made is only known by reading, and it is never made twice in"
            + " one run",
        false);
  }

  private static String text(Set<String> domains) {
    return domains.isEmpty() ? "none" : String.join(", ", new TreeSet<>(domains));
  }
}
