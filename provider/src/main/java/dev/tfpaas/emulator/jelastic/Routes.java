package dev.tfpaas.emulator.jelastic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// All methods that there are: what each needs, and who answers it.
///
/// The checks are made in one order: session, permission, parameters, environment, its status.
final class Routes {
  private static final Set<Status> ANY = Set.of(Status.values());

  private final Hoster hoster;
  private final Map<String, Route> routes = new HashMap<>();

  Routes(Hoster hoster, AccountCalls account) {
    this.hoster = hoster;
    environments(new EnvironmentCalls(hoster), new LongCalls(hoster));
    settings(new SettingCalls(hoster), new CommandCalls(hoster));
    binder(new BinderCalls(hoster), new AddressCalls(hoster));
    others(account, new TrackingCalls(hoster), new PackageCalls(hoster));
  }

  /// One method.
  ///
  /// @param session whether it needs one
  /// @param target the parameter that names its environment; empty when it is made on the account
  /// @param statuses in which the environment must be
  /// @param required parameters
  private record Route(
      boolean session,
      String target,
      Set<Status> statuses,
      List<String> required,
      Function<CheckedCall, Answer> handler) {}

  private void environments(EnvironmentCalls calls, LongCalls longs) {
    String control = "environment/control/";
    account(control + "getregions", calls::regions);
    account(control + "getregionsinner", calls::regions);
    account(control + "getenvs", calls::list);
    account(control + "getbasicenvsinfo", calls::list);
    account(control + "createenvironment", longs::create, "env", "nodes");
    on(control + "getenvinfo", ANY, calls::show);
    on(control + "setenvdisplayname", ANY, calls::rename);
    on(control + "deleteenv", EnvironmentCalls.DELETABLE, calls::delete);
    on(control + "startenv", Status.AT_REST, longs::start);
    on(control + "stopenv", Status.AT_REST, longs::stop);
    on(control + "sleepenv", Set.of(Status.RUNNING, Status.SLEEP), longs::sleep);
    on(control + "checkmigrationpossibility", Status.AT_REST, longs::checkMigration);
    on(control + "migrate", Status.AT_REST, longs::migrate);
    routes.put(
        control + "cloneenv",
        new Route(true, "srcEnvName", Status.AT_REST, List.of(), longs::copy));
    on(control + "attachenvgroup", ANY, calls::attachGroup);
    on(control + "setenvgroup", ANY, calls::attachGroup);
    on(control + "detachenvgroup", ANY, calls::detachGroup);
    on("environment/nodegroup/setslbaccessenabled", ANY, _ -> Answer.ok(), "nodeGroup", "enabled");
    account("environment/group/getgroups", calls::groups);
    account("environment/group/creategroup", calls::createGroup, "envGroup");
  }

  private void settings(SettingCalls calls, CommandCalls commands) {
    String control = "environment/control/";
    on(control + "getcontainerenvvars", ANY, calls::variables, "nodeId");
    on(control + "getcontainerenvvarsbygroup", ANY, calls::variables, "nodeGroup");
    on(control + "addcontainerenvvars", Status.AT_REST, calls::addVariables, "vars");
    on(control + "setcontainerenvvars", Status.AT_REST, calls::setVariables, "nodeId");
    on(control + "setcontainerenvvarsbygroup", Status.AT_REST, calls::setVariables, "nodeGroup");
    on(control + "removecontainerenvvars", Status.AT_REST, calls::removeVariables, "vars");
    on(control + "applyenvproperty", ANY, calls::addProperties, "properties");
    on(control + "addenvproperty", ANY, calls::addProperties, "properties");
    on(control + "getenvproperty", ANY, calls::properties);
    on(control + "removeenvproperty", ANY, calls::removeProperties, "propertyKeys");
    Set<Status> running = Set.of(Status.RUNNING);
    on(control + "execcmdbyid", running, commands::byId, "nodeId", "commandList");
    on(control + "execcmdbygroup", running, commands::byGroup, "nodeGroup", "commandList");
  }

  private void binder(BinderCalls calls, AddressCalls addresses) {
    String binder = "environment/binder/";
    on(binder + "bindextdomain", ANY, calls::bind, "extdomain");
    on(binder + "bindextdomains", ANY, calls::bindSeveral, "extDomains");
    on(binder + "removeextdomain", ANY, calls::unbind, "extdomain");
    on(binder + "removeextdomains", ANY, calls::unbind, "extdomain");
    on(binder + "getextdomains", ANY, calls::list);
    account(binder + "checkextdomain", calls::check, "extdomain");
    account(binder + "checkdomain", calls::checkInternal, "domain");
    on(binder + "swapextdomains", Status.AT_REST, calls::swap, "targetappid");
    Set<Status> running = Set.of(Status.RUNNING);
    on(binder + "swapextips", running, addresses::swap);
    on(binder + "moveextips", running, addresses::move, "sourceNodeId", "targetNodeId", "ips");
    on(binder + "setextipcount", ANY, addresses::count, "count", "type");
    on(binder + "attachextip", ANY, addresses::attach, "nodeid");
    on(binder + "detachextip", ANY, addresses::detach, "nodeid", "ip");
  }

  private void others(AccountCalls account, TrackingCalls tracking, PackageCalls packages) {
    routes.put(
        "users/authentication/signin",
        new Route(false, "", ANY, List.of("login", "password"), account::signIn));
    account("users/authentication/signout", account::signOut);
    account("users/authentication/createtoken", account::createToken, "description");
    account("users/account/getuserinfo", account::user);
    account("billing/account/getquotas", account::quotas);
    account("environment/tracking/getcurrentactions", tracking::current);
    account("environment/tracking/getuidactions", tracking::past);
    account("environment/tracking/searchactions", tracking::search, "search");
    account("environment/tracking/getaction", tracking::one, "id");
    account("environment/tracking/getserverutctime", tracking::time);
    account("marketplace/jps/getengineversion", packages::version);
    account("marketplace/jps/install", packages::install, "jps");
    account("marketplace/jps/uninstall", packages::uninstall, "appUniqueName");
    account("marketplace/installation/uninstall", packages::uninstall, "appUniqueName");
    account("marketplace/jps/executeappaction", packages::execute, "appUniqueName");
    account("marketplace/installation/executeaction", packages::execute, "appUniqueName");
    account("marketplace/app/install", packages::install, "id");
    account("marketplace/app/installaddon", packages::install, "id");
    account("marketplace/installation/getlist", packages::list);
    account("marketplace/installation/getinfo", packages::show, "appUniqueName");
  }

  private void account(String name, Function<CheckedCall, Answer> handler, String... required) {
    routes.put(name, new Route(true, "", ANY, List.of(required), handler));
  }

  private void on(
      String name,
      Set<Status> statuses,
      Function<CheckedCall, Answer> handler,
      String... required) {
    routes.put(name, new Route(true, "envName", statuses, List.of(required), handler));
  }

  /// Finds and calls a method.
  ///
  /// @param path e.g. `environment/control/migrate`, in lower case
  Answer call(String path, Params params) {
    String service = path.substring(0, path.lastIndexOf('/') + 1);
    Route route = routes.get(path);
    if (route == null) {
      throw routes.keySet().stream().anyMatch(name -> name.startsWith(service))
          ? Refused.byGateway(6, "method not found")
          : Refused.byGateway(5, "service not found");
    }
    String method = path.substring(service.length());
    if (isMissing(service, method)) {
      throw Refused.byGateway(6, "method not found");
    }
    if (route.session()) {
      authorize(params.need("session"), method);
    }
    Optional<Environment> target = target(route, params);
    CheckedCall call = new CheckedCall(method, params, target);
    target
        .filter(environment -> !route.statuses().contains(environment.status))
        .ifPresent(environment -> {
          throw Refused.status(environment.status, Status.RUNNING);
        });
    return route.handler().apply(call);
  }

  /// Older and newer platforms do not have the same methods.
  private boolean isMissing(String service, String method) {
    return switch (method) {
      case "removeextdomain" -> hoster.dialect.is("unbind-method", "plural");
      case "removeextdomains" -> hoster.dialect.is("unbind-method", "singular");
      default ->
          (hoster.withoutProperties && method.contains("envproperty"))
              || (service.endsWith("/tracking/") && hoster.dialect.is("tracking", "missing"));
    };
  }

  private void authorize(String session, String method) {
    Set<String> allowed = hoster.sessions.get(session);
    if (allowed == null) {
      throw Refused.byGateway(702, "user not authenticated: session [xxx] is not valid");
    }
    if (!allowed.isEmpty() && !allowed.contains(method)) {
      throw Refused.notPermitted();
    }
  }

  /// Older clients name the environment in `appid`.
  private Optional<Environment> target(Route route, Params params) {
    if (route.target().isEmpty()) {
      route.required().forEach(params::need);
      return Optional.empty();
    }
    String name =
        params
            .text(route.target())
            .or(() -> params.text("appid"))
            .orElseThrow(() -> Refused.parameter(route.target()));
    route.required().forEach(params::need);
    return Optional.of(hoster.need(name));
  }
}
