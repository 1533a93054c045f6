package dev.tfpaas.model;

import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.View;
import dev.tfpaas.world.WorldAccess;
import java.util.function.Consumer;
import java.util.function.Function;

/// A world as a process sees it that may die at a call.
///
/// @param world the world
/// @param fate what becomes of the process
record FatedWorld(WorldAccess world, Fate fate) implements WorldAccess {

  @Override
  public <T> T read(Function<View, T> query) {
    fate.requireLife();
    return world.read(query);
  }

  @Override
  public void call(Caller by, String call, Consumer<Draft> change) {
    fate.make(() -> world.call(by, call, change));
  }
}
