package dev.tfpaas.matrix;

import dev.tfpaas.emulator.AroundApi;
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
/// @param around the vendor
/// @param clock the vendor's time
/// @param pace the piece; zero at first
record PacedApi(VendorApi around, MovedClock clock, AtomicReference<Duration> pace)
    implements AroundApi {

  PacedApi(VendorApi of, MovedClock clock) {
    this(of, clock, new AtomicReference<>(Duration.ZERO));
  }

  @Override
  public Reply handle(Request request) {
    if (around.meaning(request).isEmpty()) {
      clock.move(Objects.requireNonNull(pace.get()));
    }
    return around.handle(request);
  }
}
