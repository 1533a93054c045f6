package dev.tfpaas.emulator.jelastic;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/// `users` and `billing`: sessions, the user, quotas.
final class AccountCalls {
  /// The one user, who signs in with this address and the token as the password.
  static final String LOGIN = "dev@example.com";

  private final Hoster hoster;
  private final String password;

  AccountCalls(Hoster hoster, String password) {
    this.hoster = hoster;
    this.password = password;
  }

  Answer signIn(CheckedCall call) {
    boolean right =
        call.params().need("login").equals(LOGIN)
            && call.params().need("password").equals(password);
    if (!right) {
      throw Refused.byGateway(701, "authentication failed");
    }
    return Answer.of(profile().put("session", hoster.newSession()));
  }

  Answer signOut(CheckedCall call) {
    hoster.sessions.remove(call.params().need("session"));
    return Answer.ok();
  }

  /// Makes a token for the methods that are named, as `service.method` or by the method alone; what
  /// the answer's key is no source tells. (invented)
  Answer createToken(CheckedCall call) {
    Set<String> methods = new TreeSet<>();
    call.params()
        .text("apiList")
        .ifPresent(_ -> {
          for (String name : call.params().list("apiList")) {
            methods.add(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
          }
        });
    String token = hoster.newToken();
    hoster.sessions.put(token, Set.copyOf(methods));
    return Answer.of(Envelope.ok().put("token", token));
  }

  Answer user(CheckedCall call) {
    return Answer.of(profile());
  }

  private static ObjectNode profile() {
    ObjectNode body =
        Envelope.ok()
            .put("uid", Hoster.UID)
            .put("email", LOGIN)
            .put("name", "Dev")
            .put("status", "ENABLED");
    body.putObject("data").put("lang", "en");
    return body;
  }

  Answer quotas(CheckedCall call) {
    ObjectNode body = Envelope.ok();
    call.params()
        .text("quotasnames")
        .ifPresent(_ -> {
          for (String name : call.params().list("quotasnames")) {
            ObjectNode one = body.withArray("array").addObject().put("value", 100);
            if (name.equals("environment.delete.confirm.type")) {
              one.put("value", confirmation());
            }
            one.putObject("quota").put("name", name).put("description", name);
          }
        });
    body.withArray("array");
    return Answer.of(body);
  }

  /// Its values are described nowhere. (invented)
  private String confirmation() {
    return hoster.dialect.is("delete-password", "required")
        ? "PASSWORD"
        : hoster.dialect.is("delete-password", "name") ? "ENV_NAME" : "NONE";
  }
}
