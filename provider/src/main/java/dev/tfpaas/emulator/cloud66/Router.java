package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.world.fact.Timings.Timing;
import java.util.List;
import java.util.Optional;

/// Finds the call that a path below `/api/3` means.
final class Router {
  private final Model model;
  private final StackCalls stacks;
  private final GroupCalls groups;
  private final FileCalls files;
  private final ServerCalls servers;
  private final SettingCalls settings;
  private final VariableCalls variables;
  private final ActionCalls actions;
  private final BackupCalls backups;
  private final AccountCalls account;
  private final KeptCalls kept;
  private final UserCalls users;
  private final FormationCalls formations;
  private final ConfigurationCalls configurations;

  Router(Model model, StackCalls stacks, GroupCalls groups, FileCalls files) {
    this.model = model;
    this.stacks = stacks;
    this.groups = groups;
    this.files = files;
    this.servers = new ServerCalls(model);
    this.settings = new SettingCalls(model);
    this.variables = new VariableCalls(model);
    this.actions = new ActionCalls(model, settings, servers);
    this.backups = new BackupCalls(model);
    this.account = new AccountCalls(model);
    this.kept = new KeptCalls(model);
    this.users = new UserCalls(model);
    this.formations = new FormationCalls(model, kept);
    this.configurations = new ConfigurationCalls(model);
  }

  Reply route(Request request, List<String> path) {
    String first = path.isEmpty() ? "" : path.getFirst();
    Body body = Body.of(request);
    Optional<Reply> known =
        users
            .handle(request, path)
            .or(() -> formations.handle(request, path))
            .or(() -> configurations.handle(request, path))
            .or(() -> kept.handle(request, path));
    if (known.isPresent()) {
      return known.get();
    }
    if (request.method().equals("GET") && EmptyLists.isOne(path)) {
      if (first.equals("stacks")) {
        model.stack(path.get(1));
      }
      return Envelope.paged(request, List.of(), model.options.pageSize());
    }
    return switch (request.method() + " " + first + " " + path.size()) {
      case "GET ping 1" -> account.ping();
      case "GET ping 2" -> account.authenticatedPing();
      case "GET accounts 1" -> account.accounts(request);
      case "GET accounts 2" -> account.account(path.get(1));
      case "GET clouds 1" -> account.clouds(request);
      case "GET clouds 2" -> account.cloud(path.get(1));
      case "GET failover_groups 1" -> groups.list();
      case "POST failover_groups 1" -> groups.create(body);
      case "PUT failover_groups 2", "PATCH failover_groups 2" -> groups.update(path.get(1), body);
      case "DELETE failover_groups 2" -> groups.delete(path.get(1));
      case "POST base_templates 3" -> synced(path);
      case "GET stacks 1" -> stacks.list(request);
      case "POST stacks 1" -> stacks.create(body);
      case "GET stacks 2" -> stacks.read(path.get(1));
      default -> first.equals("stacks") && path.size() > 2 ? inStack(request, path, body) : none();
    };
  }

  private Reply inStack(Request request, List<String> path, Body body) {
    String uid = path.get(1);
    String last = path.size() > 3 ? path.get(3) : "";
    return switch (request.method() + " " + path.get(2) + " " + path.size()) {
      case "GET settings 3" -> settings.list(request, uid);
      case "GET settings 4" -> settings.read(uid, last);
      case "PUT settings 4" -> settings.change(uid, last, body);
      case "GET environments 3" -> variables.list(request, uid);
      case "GET environments 4" -> variables.read(uid, last);
      case "POST environments 3" -> variables.add(uid, body);
      case "POST environments 4" -> bulk(uid, last, body, true);
      case "PATCH environments 4" -> bulk(uid, last, body, false);
      case "PUT environments 4" -> variables.change(uid, last, body);
      case "DELETE environments 4" -> variables.remove(uid, last);
      case "GET actions 3" -> actions.list(request, uid);
      case "GET actions 4" -> actions.read(uid, last);
      case "POST actions 3" -> actions.command(uid, body);
      case "GET servers 3" -> servers.list(request, uid);
      case "GET servers 4" ->
          servers.read(uid, last, "1".equals(request.query().get("include_private_key")));
      case "GET server_groups 3" -> servers.groups(request, uid);
      case "POST deployments 3" -> stacks.redeploy(uid, body);
      case "POST reboot_servers 3" -> stacks.reboot(uid);
      case "POST servers 5" -> reboot(uid, path);
      case "PUT servers 6" -> setting(uid, path);
      // What a lease or a scaling changes is not looked at by anything here.
      case "POST firewalls 3", "POST services 3", "POST processes 3" -> accepted(uid, path.get(2));
      default -> files(request, path, body);
    };
  }

  private Reply files(Request request, List<String> path, Body body) {
    String uid = path.get(1);
    String kind = path.get(2);
    String last = path.size() > 3 ? path.get(3) : "";
    return switch (request.method() + " " + kind + " " + path.size()) {
      case "GET backups 3" -> backups.list(request, uid);
      case "POST backups 3" -> backups.create(uid, body);
      case "GET backups 4" -> backups.read(uid, last);
      case "GET backups 5" -> backups.files(request, uid, last);
      case "GET backups 6" -> backups.file(uid, last, path.get(5));
      case "GET service_yaml 3", "GET manifest_yaml 3" -> files.list(request, uid, kind);
      case "GET service_yaml 4", "GET manifest_yaml 4" -> files.read(uid, kind, last);
      case "POST service_yaml 3", "POST manifest_yaml 3" -> files.add(uid, kind, body);
      default -> none();
    };
  }

  /// Reboots a server; the world's apps do not notice.
  private Reply reboot(String uid, List<String> path) {
    if (!path.getLast().equals("reboot_server")) {
      throw ApiError.notFound();
    }
    servers.read(uid, path.get(3), false);
    return ActionCalls.reply(
        model,
        model.record(model.stack(uid), "server_reboot", "", model.timing(Timing.CONFIGURE), ""));
  }

  /// Takes a setting of a server, which its list does not have: nothing here looks at one.
  private Reply setting(String uid, List<String> path) {
    if (!path.get(4).equals("settings")) {
      throw ApiError.notFound();
    }
    servers.read(uid, path.get(3), false);
    return accepted(uid, "server-set: " + path.getLast());
  }

  private Reply accepted(String uid, String what) {
    return ActionCalls.reply(
        model, model.record(model.stack(uid), what, "", model.timing(Timing.CONFIGURE), ""));
  }

  /// Reads a template's repository again, which is never looked at.
  private Reply synced(List<String> path) {
    if (!path.getLast().equals("sync")) {
      throw ApiError.notFound();
    }
    return Envelope.one(kept.one(path.subList(0, 2)));
  }

  private Reply bulk(String uid, String last, Body body, boolean complete) {
    if (!last.equals("bulk")) {
      throw ApiError.notFound();
    }
    return variables.many(uid, body, complete);
  }

  private static Reply none() {
    throw ApiError.notFound();
  }
}
