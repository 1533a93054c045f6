package dev.tfpaas.matrix;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.emulator.VendorApi;
import dev.tfpaas.runbook.MovedClock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/// A vendor whose time moves on by a piece whenever somebody looks, so that what a call begins is
/// over after a look or some, however slow the one who looks is.
///
/// @param of the vendor
/// @param clock the vendor's time
/// @param pace the piece; zero at first
record PacedApi(VendorApi of, MovedClock clock, AtomicReference<Duration> pace)
    implements VendorApi {

  PacedApi(VendorApi of, MovedClock clock) {
    this(of, clock, new AtomicReference<>(Duration.ZERO));
  }

  @Override
  public Reply handle(Request request) {
    if (of.meaning(request).isEmpty()) {
      clock.move(Objects.requireNonNull(pace.get()));
    }
    return of.handle(request);
  }

  @Override
  public String meaning(Request request) {
    return of.meaning(request);
  }

  @Override
  public Reply failure(int status) {
    return of.failure(status);
  }

  @Override
  public Reply visit(String host) {
    return of.visit(host);
  }

  @Override
  public Reply throttled() {
    return of.throttled();
  }

  @Override
  public void expireToken(Request request) {
    of.expireToken(request);
  }

  @Override
  public Reply operate(Request request) {
    return of.operate(request);
  }
}
