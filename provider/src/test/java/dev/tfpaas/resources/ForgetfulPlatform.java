package dev.tfpaas.resources;

import dev.tfpaas.platform.AroundPlatform;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Platform;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A platform like the vendors': its groups do not remember their switches, and lead to the active
/// app's own address.
public final class ForgetfulPlatform {
  private ForgetfulPlatform() {}

  /// Makes a platform forgetful.
  public static Platform of(Platform platform) {
    return AroundPlatform.of(
        platform,
        AroundPlatform.answering(
            Map.of(
                "Platform.name", _ -> "forgetful",
                "Platform.underWay", _ -> Set.of(),
                "FailoverGroups.addressFollowsActive", _ -> true,
                "FailoverGroups.find",
                    question ->
                        ((Optional<?>) question.real())
                            .map(group -> forgetting((FailoverGroup) group)))));
  }

  private static FailoverGroup forgetting(FailoverGroup it) {
    return new FailoverGroup(
        it.id(),
        it.name(),
        it.member(it.active()).map(member -> member.appId() + ".example").orElse(""),
        it.ttl(),
        it.primary(),
        it.secondary(),
        it.active(),
        it.busy(),
        it.dnsPopulated(),
        it.domains(),
        Optional.empty());
  }
}
