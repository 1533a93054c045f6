package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// The objects that this process looked for and that were deleted outside of Terraform.
///
/// `terraform destroy` makes an ordinary plan before it plans to destroy: what a look found gone is
/// planned to be made anew there, and an error in that plan ends the destruction of everything
/// else. Where the command of Terraform is not known, neither is whether a plan is that one. So
/// what cannot be made anew because an app is gone, too, is a warning in the plan of such an
/// object; apply refuses it all the same.
///
/// Safe for several threads.
final class FoundGone {
  private static final String APP = "app_id";

  private final Set<Named> seen = ConcurrentHashMap.newKeySet();

  /// An object by what the user has to say of it.
  ///
  /// @param required the values of its required attributes, in the order of the schema
  private record Named(String typeName, List<Value> required) {
    /// Whether a configuration may mean this object: what is not known yet may be anything.
    boolean mayBe(Named wanted) {
      return typeName.equals(wanted.typeName)
          && IntStream.range(0, required.size())
              .allMatch(i ->
                  wanted.required.get(i).isUnknown()
                      || wanted.required.get(i).equals(required.get(i)));
    }
  }

  /// Remembers an object that is gone.
  ///
  /// @param prior its last state
  void add(String typeName, Schema schema, Value prior) {
    seen.add(new Named(typeName, required(schema, prior)));
  }

  /// Looks at what the plan of a creation said: what only says that an app is missing, of an object
  /// that was found gone, becomes a warning; beside everything else stands how to destroy in spite
  /// of it.
  void soften(
      String typeName, Schema schema, Value config, Optional<Platform> platform, Diagnostics said) {
    Named wanted = new Named(typeName, required(schema, config));
    if (!said.hasErrors() || seen.stream().noneMatch(gone -> gone.mayBe(wanted))) {
      return;
    }
    if (platform.isPresent() && isImpossible(platform.get(), config)) {
      said.turnIntoWarnings(detail ->
          Refusal.more(
              Refusal.unmarked(detail),
              "It was deleted outside of Terraform. `terraform apply` refuses to make it anew;"
                  + " `terraform destroy` has nothing to do for it."));
    } else {
      said.detailErrors(detail ->
          Refusal.more(
              detail,
              "It was deleted outside of Terraform, and this is what keeps it from being made anew."
                  + " To destroy the rest without it: `terraform destroy -refresh=false`."));
    }
  }

  /// Whether an app that the configuration names, or is to take over, does not exist.
  private static boolean isImpossible(Platform platform, Value config) {
    boolean takes = PrivateFacts.part(config, "adopt").map(Value::asBool).orElse(false);
    return takes
        || config.asMap().entrySet().stream()
            .filter(one -> one.getKey().endsWith(APP) && one.getValue().isKnown())
            .anyMatch(one -> isGone(platform, one.getValue().asString()));
  }

  private static boolean isGone(Platform platform, String app) {
    return Observation.of(() -> platform.apps().find(app)) instanceof Observation.Gone<App>;
  }

  private static List<Value> required(Schema schema, Value object) {
    return schema.block().attributes().stream()
        .filter(attribute -> attribute.mode() == Attribute.Mode.REQUIRED)
        .map(attribute -> object.get(attribute.name()))
        .toList();
  }
}
