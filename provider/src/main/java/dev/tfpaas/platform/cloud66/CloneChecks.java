package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out what of a clone only the dashboard can do, or nothing can.
final class CloneChecks {
  private final Account account;
  private final CloneSpec spec;
  private final List<Problem> problems = new ArrayList<>();

  CloneChecks(Account account, CloneSpec spec) {
    this.account = account;
    this.spec = spec;
  }

  List<Problem> check() {
    Optional<Stack> source = account.stack(spec.sourceAppId());
    if (source.isEmpty()) {
      problems.add(account.noStack("source_app_id", spec.sourceAppId()));
      return List.copyOf(problems);
    }
    String environment = spec.environment().orElse(source.get().environment());
    Optional<Stack> there = account.named(spec.name(), environment);
    place();
    if (there.isPresent()) {
      existing(there.get());
    } else {
      missing(source.get(), environment);
    }
    return List.copyOf(problems);
  }

  private void existing(Stack there) {
    Optional<String> size =
        account.servers(there.uid()).stream().flatMap(it -> it.size().stream()).findFirst();
    if (size.isPresent() && spec.size().isPresent() && !size.equals(spec.size())) {
      problem(
          "size",
          "Cloud 66 has no API call to change the size of an application's servers",
          "Application %s has %s. Write that here, or scale it in the dashboard first."
              .formatted(there.uid(), size.get()));
    }
    maintenance(there);
  }

  private void missing(Stack source, String environment) {
    String where = spec.region().map(it -> "region " + it).orElse("a region of your choice");
    String clicks = Dashboard.clone(source.uid(), spec.name(), environment, where);
    if (spec.adopt()) {
      problem(
          "adopt",
          "There is no app %s in %s to adopt".formatted(spec.name(), environment),
          clicks + ".");
    } else if (!source.containers() || source.cluster()) {
      problem(
          "adopt",
          "Cloud 66 cannot copy this kind of application by API",
          "Application %s is of the kind %s; only containerised ones can be composed from their files. %s."
              .formatted(source.uid(), source.framework(), clicks));
    } else {
      composed(source);
    }
  }

  private void composed(Stack source) {
    if (account.file(source.uid(), "service_yaml").isEmpty()) {
      problem(
          "source_app_id",
          "Application %s has no service.yml".formatted(source.uid()),
          "A copy is composed from the service file, and there is none to read.");
    }
    maintenance(source);
  }

  private void maintenance(Stack stack) {
    if (spec.maintenance() && stack.containers()) {
      problem(
          "maintenance",
          "Containerised applications have no maintenance mode",
          "Cloud 66 offers it to Rails and Rack applications only. Set `maintenance = false`; the"
              + " copy answers under its own address as soon as it is built, and gets no traffic"
              + " from a failover group before a switch.");
    }
  }

  private void place() {
    List<Clouds.Cloud> clouds = account.clouds().all();
    List<Region> regions = account.clouds().regions();
    spec.region()
        .filter(
            word -> !regions.isEmpty() && regions.stream().noneMatch(it -> it.name().equals(word)))
        .ifPresent(word ->
            problem(
                "region",
                "There is no region \"%s\"".formatted(word),
                instead(word, account.clouds().region(word))
                    + "The clouds of this account have %s."
                        .formatted(
                            String.join(
                                ", ", regions.stream().map(Region::name).distinct().toList()))));
    spec.cloud()
        .filter(word -> !clouds.isEmpty() && clouds.stream().noneMatch(it -> it.id().equals(word)))
        .ifPresent(word ->
            problem(
                "cloud",
                "There is no cloud \"%s\"".formatted(word),
                instead(word, account.clouds().id(word).orElse(word))
                    + "This account has keys of %s."
                        .formatted(
                            String.join(", ", clouds.stream().map(Clouds.Cloud::id).toList()))));
    if (problems.isEmpty()) {
      apart();
    }
  }

  /// A region of another cloud than the one that is named.
  private void apart() {
    for (String region : spec.region().stream().toList()) {
      Optional<String> cloud = account.clouds().of(region, spec.cloud());
      if (spec.cloud().isPresent() && !cloud.equals(spec.cloud())) {
        problem(
            "region",
            "Region \"%s\" is not in cloud \"%s\"".formatted(region, spec.cloud().get()),
            "It is in %s. Write that, or leave `cloud` out.".formatted(cloud.orElse("none")));
      }
    }
  }

  /// A name for people where an identifier is wanted.
  private static String instead(String word, String id) {
    return word.equals(id) ? "" : "Write \"%s\". ".formatted(id);
  }

  private void problem(String attribute, String summary, String detail) {
    problems.add(new Problem(attribute, summary, detail));
  }
}
