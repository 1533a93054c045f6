package dev.tfpaas.platform.jelastic;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.emulator.VendorApi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// An emulator whose calls are noted as soon as they come; its own log notes them when they are
/// answered, which for a long call is when all is done.
///
/// @param api the emulator
/// @param requests every call that reached it
record WatchedApi(VendorApi api, List<Request> requests) implements VendorApi {

  static WatchedApi of(VendorApi api) {
    return new WatchedApi(api, Collections.synchronizedList(new ArrayList<>()));
  }

  /// Returns the calls so far.
  List<Request> came() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  @Override
  public Reply handle(Request request) {
    requests.add(request);
    return api.handle(request);
  }

  @Override
  public String meaning(Request request) {
    return api.meaning(request);
  }

  @Override
  public Reply failure(int status) {
    return api.failure(status);
  }

  @Override
  public Reply throttled() {
    return api.throttled();
  }

  @Override
  public void expireToken(Request request) {
    api.expireToken(request);
  }

  @Override
  public Reply operate(Request request) {
    return api.operate(request);
  }
}
