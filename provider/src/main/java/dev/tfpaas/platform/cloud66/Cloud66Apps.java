package dev.tfpaas.platform.cloud66;

import static java.util.stream.Collectors.toList;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads stacks as apps, and the regions of the account's clouds. An app's identifier is the
/// stack's uid.
final class Cloud66Apps implements Apps {
  /// The engines that Cloud 66 replicates between applications.
  static final List<String> ENGINES = List.of("mysql", "postgresql", "redis");

  private final Account account;

  Cloud66Apps(Account account) {
    this.account = account;
  }

  @Override
  public Optional<App> find(String id) {
    return account.stack(id).map(stack -> app(stack, account.groups()));
  }

  @Override
  public List<App> list() {
    List<Group> groups = account.groups();
    return account.stacks().stream()
        .filter(stack -> !stack.cluster())
        .map(stack -> app(stack, groups))
        .sorted((one, other) -> one.id().compareTo(other.id()))
        .toList();
  }

  @Override
  public List<Region> regions() {
    return account.clouds().regions();
  }

  @Override
  public List<String> engines() {
    return ENGINES;
  }

  private App app(Stack stack, List<Group> groups) {
    List<Server> servers = account.servers(stack.uid());
    Map<String, Variable> variables = account.variables(stack.uid());
    Optional<Group> group = groups.stream().filter(it -> it.has(stack.uid())).findFirst();
    return new App(
        stack.uid(),
        stack.name(),
        Optional.of(stack.environment()),
        account.region(servers),
        stack.cloud().flatMap(account.clouds()::id),
        servers.stream().flatMap(server -> server.size().stream()).findFirst(),
        stack.fqdn().map(name -> "http://" + name).orElse(""),
        stack.word(),
        stack.reachable(),
        stack.healthy(),
        stack.maintenance(),
        databases(stack, servers, variables),
        group.map(Group::uid),
        group.map(it -> it.leadsTo(stack.uid())).orElse(false),
        Optional.ofNullable(variables.get(Marks.CLONED_FROM)).map(it -> it.value().value()),
        Optional.of(stack.uid()));
  }

  /// A database counts as holding data: whether it is empty, the API does not tell. An engine has
  /// one for each of its groups of servers; the API does not say by name which follows which, so
  /// that those after the first are called by their number.
  private static List<Database> databases(
      Stack stack, List<Server> servers, Map<String, Variable> variables) {
    List<Database> databases = new ArrayList<>();
    for (String engine : ENGINES) {
      List<List<Server>> groups = groups(servers, engine);
      for (int i = 0; i < groups.size(); i++) {
        boolean replica = Evidence.follows(groups.get(i), engine, List.of(variables));
        databases.add(
            new Database(
                engine,
                i == 0 ? Optional.empty() : Optional.of("group " + (i + 1)),
                replica ? Database.Role.REPLICA : Database.Role.PRIMARY,
                !replica && stack.reachable(),
                OptionalLong.empty()));
      }
    }
    return databases;
  }

  private static List<List<Server>> groups(List<Server> servers, String engine) {
    return List.copyOf(
        servers.stream()
            .filter(server -> server.has(engine))
            .collect(Collectors.groupingBy(it -> it.group().orElse(""), TreeMap::new, toList()))
            .values());
  }
}
