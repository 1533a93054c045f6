package dev.tfpaas.emulator.jelastic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `environment/binder`: custom domains. A domain is bound to one environment of the whole platform
/// at most.
final class BinderCalls {
  private final Hoster hoster;

  BinderCalls(Hoster hoster) {
    this.hoster = hoster;
  }

  Answer bind(CheckedCall call) {
    String domain = call.params().need("extdomain");
    bind(call.environment(), List.of(domain));
    ObjectNode body = Envelope.ok();
    Environment.ExtDomain bound =
        Optional.ofNullable(call.environment().domains.get(domain)).orElseThrow();
    body.set("extDomain", Shapes.domain(bound));
    return Answer.of(body);
  }

  Answer bindSeveral(CheckedCall call) {
    bind(call.environment(), call.params().list("extDomains"));
    return list(call);
  }

  private void bind(Environment environment, List<String> domains) {
    for (String domain : domains) {
      if (hoster.boundTo(domain).isPresent()) {
        throw Refused.domainBusy(domain);
      }
    }
    for (String domain : domains) {
      hoster.bind(environment, domain);
      hoster.track(TrackedAction.BIND, Map.of("env", environment.name, "domain", domain));
    }
  }

  Answer unbind(CheckedCall call) {
    String domain = call.params().need("extdomain");
    if (call.environment().domains.remove(domain) == null) {
      throw Refused.byLogic(1101, "external domain [%s] is not bound".formatted(domain));
    }
    hoster.track(TrackedAction.UNBIND, Map.of("env", call.environment().name, "domain", domain));
    return Answer.ok();
  }

  Answer list(CheckedCall call) {
    ObjectNode body = Envelope.ok();
    ArrayNode domains = body.putArray("extDomains");
    call.environment().domains.values().forEach(one -> domains.add(Shapes.domain(one)));
    return Answer.of(body);
  }

  Answer check(CheckedCall call) {
    String domain = call.params().need("extdomain");
    if (hoster.boundTo(domain).isPresent()) {
      throw Refused.domainBusy(domain);
    }
    return Answer.ok();
  }

  Answer checkInternal(CheckedCall call) {
    String name = call.params().need("domain");
    if (hoster.environments.containsKey(name)) {
      throw Refused.taken(name);
    }
    return Answer.ok();
  }

  /// Exchanges all custom domains of two environments: done twice, it is undone.
  Answer swap(CheckedCall call) {
    Environment one = call.environment();
    Environment other = second(call.params().need("targetappid"));
    Map<String, Environment.ExtDomain> kept = new LinkedHashMap<>(one.domains);
    if (one != other) {
      one.domains.clear();
      one.domains.putAll(other.domains);
      other.domains.clear();
      other.domains.putAll(kept);
    }
    hoster.track(TrackedAction.SWAP_DOMAINS, Map.of("env", one.name, "targetenv", other.name));
    return Answer.ok();
  }

  private Environment second(String target) {
    boolean byAppid = hoster.dialect.is("swap-target", "appid");
    return hoster
        .find(target)
        .filter(environment -> !byAppid || environment.appid.equals(target))
        .orElseThrow(() ->
            Refused.byGateway(
                901, "target application [%s,%s] not exist".formatted(target, target)));
  }
}
