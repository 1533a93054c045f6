package dev.tfpaas.startup;

import dev.tfpaas.proto.tfplugin6.ClientCapabilities;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a release of Terraform or OpenTofu says to a provider, as far as releases differ: what it
/// asks a process before anything else, and what it says of itself.
///
/// @param program `terraform` or `tofu`
/// @param minor the first release that speaks so, of the 1.x
/// @param asksFirst the methods that ask what the provider has, in their order
/// @param validating what it can do, said when it validates a resource
/// @param planning what it can do, said with every other call of a plan that has a place for it
/// @param applying what it can do, said with every such call of an apply
/// @param impersonated the release of Terraform that it gives itself out for, or empty when it says
///   its own
public record HostSpeech(
    String program,
    int minor,
    List<String> asksFirst,
    Optional<ClientCapabilities> validating,
    Optional<ClientCapabilities> planning,
    Optional<ClientCapabilities> applying,
    Optional<String> impersonated) {

  private static final List<String> SCHEMA = List.of("GetProviderSchema");
  private static final List<String> SCHEMA_AND_IDENTITIES =
      List.of("GetProviderSchema", "GetResourceIdentitySchemas");

  private static final ClientCapabilities NOTHING = ClientCapabilities.getDefaultInstance();
  private static final ClientCapabilities KEEPS_SECRETS =
      NOTHING.toBuilder().setWriteOnlyAttributesAllowed(true).build();
  private static final ClientCapabilities OF_1_16 =
      KEEPS_SECRETS.toBuilder().setStorePlannedPrivate(true).setComputedBlocksAllowed(true).build();

  /// All that are known, each from its first release to before the next of the same program.
  ///
  /// @see <a
  ///   href="https://github.com/hashicorp/terraform/blob/main/internal/plugin6/grpc_provider.go">Terraform's
  ///   half</a>
  /// @see <a
  ///   href="https://github.com/opentofu/opentofu/blob/main/internal/plugin6/grpc_provider.go">OpenTofu's
  ///   half</a>
  public static final List<HostSpeech> ALL =
      List.of(
          new HostSpeech("terraform", 8, SCHEMA),
          new HostSpeech("terraform", 9, SCHEMA).planning(NOTHING).applying(deferring(NOTHING)),
          new HostSpeech("terraform", 11, SCHEMA)
              .everywhere(KEEPS_SECRETS)
              .applying(deferring(KEEPS_SECRETS)),
          new HostSpeech("terraform", 12, SCHEMA_AND_IDENTITIES)
              .everywhere(KEEPS_SECRETS)
              .applying(deferring(KEEPS_SECRETS)),
          new HostSpeech("terraform", 16, SCHEMA_AND_IDENTITIES)
              .everywhere(OF_1_16)
              .applying(deferring(OF_1_16)),
          new HostSpeech("tofu", 8, SCHEMA),
          new HostSpeech("tofu", 11, SCHEMA).everywhere(deferring(KEEPS_SECRETS)),
          new HostSpeech("tofu", 12, SCHEMA_AND_IDENTITIES)
              .everywhere(KEEPS_SECRETS)
              .impersonating("1.13.0"));

  private HostSpeech(String program, int minor, List<String> asksFirst) {
    this(
        program,
        minor,
        asksFirst,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// How a release speaks.
  ///
  /// @param program `terraform` or `tofu`
  /// @param minor which release of the 1.x; one older than all that are known speaks as the oldest
  public static HostSpeech of(String program, int minor) {
    List<HostSpeech> same = ALL.stream().filter(each -> each.program.equals(program)).toList();
    return same.stream()
        .filter(each -> each.minor <= minor)
        .max(Comparator.comparingInt(HostSpeech::minor))
        .orElse(same.getFirst());
  }

  /// How the newest release of Terraform speaks.
  public static HostSpeech newest() {
    return of("terraform", Integer.MAX_VALUE);
  }

  private HostSpeech everywhere(ClientCapabilities client) {
    Optional<ClientCapabilities> same = Optional.of(client);
    return new HostSpeech(program, minor, asksFirst, same, same, same, impersonated);
  }

  private HostSpeech planning(ClientCapabilities client) {
    return new HostSpeech(
        program, minor, asksFirst, validating, Optional.of(client), applying, impersonated);
  }

  private HostSpeech applying(ClientCapabilities client) {
    return new HostSpeech(
        program, minor, asksFirst, validating, planning, Optional.of(client), impersonated);
  }

  private HostSpeech impersonating(String version) {
    return new HostSpeech(
        program, minor, asksFirst, validating, planning, applying, Optional.of(version));
  }

  private static ClientCapabilities deferring(ClientCapabilities client) {
    return client.toBuilder().setDeferralAllowed(true).build();
  }

  @Override
  public String toString() {
    return program + " 1." + minor;
  }
}
