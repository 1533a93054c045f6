package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.emulator.VendorApi;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.World;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// Cloud 66's API version 3 over a world.
///
/// Rails apps have a maintenance mode and can only be cloned in the dashboard; containerised ones
/// can be composed by calls and have no maintenance mode. Replication is in-memory of the world:
/// switched off or promoted, a replica accepts writes at once. Not here: replication inside one
/// stack, SSL certificates, load balancers, firewalls, jobs, configuration types other than service
/// and manifest files. What is not the world's is forgotten when the emulator ends; uids are not,
/// because they are made of names. One lock guards everything.
public final class Cloud66Emulator implements VendorApi {
  private static final String ROOT = "/api/3";
  private static final String LIMIT = "X-RateLimit-Limit";
  private static final String REMAINING = "X-RateLimit-Remaining";

  /// Fields whose values are no secrets and say what a call means.
  private static final List<String> TELLING =
      List.of(
          "name",
          "environment",
          "region",
          "primary_stack_uid",
          "secondary_stack_uid",
          "current_stack",
          "command",
          "db_type",
          "server_uid",
          "key",
          "apply_strategy",
          "frequency",
          "keep_count");

  private final ReentrantLock lock = new ReentrantLock();
  private final Model model;
  private final Router router;
  private final DashboardCalls dashboard;
  private final Map<String, Window> windows = new HashMap<>();

  /// Makes an emulator.
  ///
  /// @param world what exists and what time it is there
  /// @param estate gives the raw values of variables, of which a world only keeps traces
  /// @param clock the world's clock
  public Cloud66Emulator(World world, Estate estate, Clock clock, Cloud66Options options) {
    this.model = new Model(world, estate, clock, options);
    FileCalls files = new FileCalls(model);
    StackCalls stacks = new StackCalls(model, files);
    GroupCalls groups = new GroupCalls(model, stacks);
    this.router = new Router(model, stacks, groups, files);
    this.dashboard = new DashboardCalls(model, stacks, groups);
  }

  /// The calls that one token made in one hour.
  private record Window(Instant hour, int calls) {}

  @Override
  public Reply handle(Request request) {
    lock.lock();
    try {
      return answer(request);
    } catch (ApiError error) {
      return spoken(error);
    } finally {
      lock.unlock();
    }
  }

  /// Says a refusal in the dialect.
  private Reply spoken(ApiError error) {
    return error.reply(model.options.dialect().is("error-identifier", "identifier"));
  }

  private Reply answer(Request request) {
    List<String> path = path(request);
    if (!path.isEmpty() && path.getFirst().equals("oauth")) {
      return new LoginCalls(model.options.token()).answer(request, path);
    }
    if (!request.path().replaceAll("/+", "/").startsWith(ROOT + "/")) {
      throw ApiError.notFound();
    }
    List<String> below = path.subList(2, path.size());
    if (below.equals(List.of("ping"))) {
      // Nobody's call is counted here, but every answer says what the limit is.
      String limit = Integer.toString(model.options.callsAnHour());
      return router.route(request, below).with(LIMIT, limit).with(REMAINING, limit);
    }
    String token =
        token(request).filter(model.tokens::containsKey).orElseThrow(ApiError::unauthenticated);
    Window window = count(token);
    Reply reply;
    try {
      if (window.calls() > model.options.callsAnHour()) {
        throw overLimit();
      }
      require(model.tokens.getOrDefault(token, Set.of()), request.method(), below);
      reply = router.route(request, below);
    } catch (ApiError error) {
      reply = spoken(error);
    }
    int left = Math.max(0, model.options.callsAnHour() - window.calls());
    return reply
        .with(LIMIT, Integer.toString(model.options.callsAnHour()))
        .with(REMAINING, Integer.toString(left));
  }

  private ApiError overLimit() {
    return model.options.dialect().is("rate-limit", "documented")
        ? ApiError.throttled()
        : ApiError.tooMany();
  }

  private Window count(String token) {
    Instant hour = model.now().truncatedTo(ChronoUnit.HOURS);
    Window old = windows.getOrDefault(token, new Window(hour, 0));
    Window now = old.hour().equals(hour) ? new Window(hour, old.calls() + 1) : new Window(hour, 1);
    windows.put(token, now);
    return now;
  }

  private static Optional<String> token(Request request) {
    return request
        .header("Authorization")
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("bearer "))
        .map(header -> header.substring("bearer ".length()).strip());
  }

  /// Returns the segments with one `.json` taken off the end and the old name of groups replaced.
  static List<String> path(Request request) {
    List<String> path = new ArrayList<>(request.segments());
    if (!path.isEmpty() && path.getLast().endsWith(".json")) {
      String last = path.removeLast();
      path.add(last.substring(0, last.length() - ".json".length()));
    }
    path.removeIf(String::isEmpty);
    path.replaceAll(part -> part.equals("elastic_addresses") ? "failover_groups" : part);
    return path;
  }

  private void require(Set<String> scopes, String method, List<String> path) {
    String scope = scope(method, path);
    if (!scopes.contains(scope)) {
      throw ApiError.forbidden("The scope " + scope + " is needed");
    }
  }

  private String scope(String method, List<String> path) {
    boolean reads = method.equals("GET");
    String first = path.isEmpty() ? "" : path.getFirst();
    String third = path.size() > 2 ? path.get(2) : "";
    return switch (first) {
      case "failover_groups" ->
          reads ? "public" : model.options.dialect().position("group-write-scope");
      case "clouds" -> "redeploy";
      case "accounts", "users" -> "users";
      case "stacks" ->
          switch (third) {
            case "environments" -> "admin";
            case "settings", "backups", "service_yaml", "manifest_yaml" ->
                reads ? "public" : "admin";
            case "ssl_certificates" -> "admin";
            default -> reads ? "public" : "redeploy";
          };
      default -> "public";
    };
  }

  /// A group's address leads to the stack that is active.
  @Override
  public Reply visit(String host) {
    lock.lock();
    try {
      Optional<String> led =
          model.groups.values().stream()
              .filter(group -> group.address.equals(host))
              .map(GroupState::active)
              .findFirst();
      Optional<StackState> stack =
          led.isPresent()
              ? led.flatMap(model::known)
              : model.stacks().stream().filter(it -> StackCalls.fqdn(it).equals(host)).findFirst();
      return stack
          .map(it -> model.look(view -> view.serves(it.app)) ? page(it.name) : closed())
          .orElseGet(() -> VendorApi.super.visit(host));
    } finally {
      lock.unlock();
    }
  }

  private static Reply page(String name) {
    return Reply.text(200, "Welcome to %s.\n".formatted(name));
  }

  private static Reply closed() {
    return Reply.text(503, "Under maintenance.\n");
  }

  @Override
  public String meaning(Request request) {
    if (request.method().equals("GET")) {
      return "";
    }
    Body body = Body.of(request);
    return TELLING.stream()
        .filter(field -> body.field(field).isPresent())
        .map(field -> field + ": " + body.field(field).orElse(""))
        .collect(Collectors.joining(", "));
  }

  @Override
  public Reply failure(int status) {
    return spoken(ApiError.of(status));
  }

  @Override
  public Reply throttled() {
    return spoken(overLimit()).with(REMAINING, "0");
  }

  @Override
  public void expireToken(Request request) {
    lock.lock();
    try {
      token(request).ifPresent(model.tokens::remove);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Reply operate(Request request) {
    lock.lock();
    try {
      return dashboard.handle(request);
    } catch (ApiError error) {
      return spoken(error);
    } finally {
      lock.unlock();
    }
  }
}
