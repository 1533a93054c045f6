package dev.tfpaas.model;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlannedGroups;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// A platform on which histories happen, with one app that serves, and what people can do to it.
/// Owned by one thread.
interface Ground extends AutoCloseable {

  /// Returns how configurations are written here.
  Wording wording();

  /// Starts a process of the provider that ends as is decided, and remembers nothing of another's.
  default PaasClient process(Fate fate) {
    return process(fate, PlannedGroups.Order.SEVERAL_AT_ONCE);
  }

  /// Starts a process of the provider of a walk.
  ///
  /// @param order in which order it plans what it destroys
  PaasClient process(Fate fate, PlannedGroups.Order order);

  /// Makes the driver of one object in a process.
  LifecycleDriver<PaasClient> driver(String typeName, PaasClient process);

  /// Lets time pass.
  void pass(Duration time);

  /// Looks behind the platform.
  Scenery look();

  /// Returns what tells later whether nothing was called since that changes anything.
  BooleanSupplier watchCalls();

  /// Lets a person act; returns what was done, for the counterexample.
  ///
  /// @param choice decides which act it is
  String act(int choice);

  @Override
  void close();
}
