package dev.tfpaas.emulator.jelastic;

/// Says that a call is refused, as the platform says it: a result that is not 0 in an answer of
/// status 200.
final class Refused extends RuntimeException {
  /// What the gateway refuses: sessions, parameters, routes, missing objects.
  static final String GATEWAY = "hx-core";

  /// What the platform's own logic refuses.
  static final String LOGIC = "JEL";

  private final int code;
  private final String source;

  private Refused(int code, String error, String source) {
    super(error);
    this.code = code;
    this.source = source;
  }

  static Refused byGateway(int code, String error) {
    return new Refused(code, error, GATEWAY);
  }

  static Refused byLogic(int code, String error) {
    return new Refused(code, error, LOGIC);
  }

  static Refused parameter(String name) {
    return byGateway(3, "invalid parameter [%s]".formatted(name));
  }

  static Refused missing(String target) {
    return byGateway(11, "application [%s,%s] not exist".formatted(target, target));
  }

  static Refused notPermitted() {
    return byGateway(8202, "token has no permission for this method");
  }

  static Refused impossibleMigration() {
    return byLogic(5003, "environment migration is not possible");
  }

  static Refused taken(String name) {
    return byLogic(2314, "environment with name [%s] already exists".formatted(name));
  }

  static Refused domainBusy(String domain) {
    return byLogic(2330, "external domain [%s] is busy".formatted(domain));
  }

  static Refused status(Status present, Status required) {
    return byLogic(
        2212,
        "Not allowed to execute this service for current Environment status [%s]. Required statuses [%s]"
            .formatted(present.text(), required.text()));
  }

  int code() {
    return code;
  }

  String source() {
    return source;
  }
}
