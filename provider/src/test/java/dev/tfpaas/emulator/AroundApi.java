package dev.tfpaas.emulator;

/// Stands around an emulator and lets it answer, but for what the implementation answers itself.
public interface AroundApi extends VendorApi {

  /// Returns the emulator.
  VendorApi around();

  @Override
  default Reply handle(Request request) {
    return around().handle(request);
  }

  @Override
  default String meaning(Request request) {
    return around().meaning(request);
  }

  @Override
  default Reply failure(int status) {
    return around().failure(status);
  }

  @Override
  default Reply visit(String host) {
    return around().visit(host);
  }

  @Override
  default Reply throttled() {
    return around().throttled();
  }

  @Override
  default void expireToken(Request request) {
    around().expireToken(request);
  }

  @Override
  default Reply operate(Request request) {
    return around().operate(request);
  }
}
