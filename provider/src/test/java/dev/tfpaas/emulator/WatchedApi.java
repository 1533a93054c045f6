package dev.tfpaas.emulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/// An emulator whose calls are noted as soon as they come, and may be answered by a test instead.
///
/// The emulator's own log notes a call when it is answered, which for a long call is when all is
/// done.
///
/// @param around the emulator
/// @param requests every call that reached it
/// @param exchanges every call with the emulator's own answer
/// @param instead makes the answer that is sent of a call and the emulator's own answer
public record WatchedApi(
    VendorApi around,
    List<Request> requests,
    Queue<Exchange> exchanges,
    AtomicReference<BiFunction<Request, Reply, Reply>> instead)
    implements AroundApi {

  /// Watches an emulator.
  public static WatchedApi of(VendorApi api) {
    return new WatchedApi(
        api,
        Collections.synchronizedList(new ArrayList<>()),
        new ConcurrentLinkedQueue<>(),
        new AtomicReference<>((_, own) -> own));
  }

  /// A call and what the emulator made of it.
  public record Exchange(Request request, Reply reply) {}

  /// Returns the calls so far.
  public List<Request> came() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /// Lets a test answer from now on.
  public void answer(BiFunction<Request, Reply, Reply> other) {
    instead.set(other);
  }

  /// Lets the emulator answer again.
  public void answerAsUsual() {
    instead.set((_, own) -> own);
  }

  @Override
  public Reply handle(Request request) {
    requests.add(request);
    Reply own = around.handle(request);
    exchanges.add(new Exchange(request, own));
    return Objects.requireNonNull(instead.get()).apply(request, own);
  }
}
