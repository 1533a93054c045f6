package dev.tfpaas;

import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Capability;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.local.LocalPlatform;
import java.util.List;
import java.util.Optional;

/// A platform as somebody adds it who follows the README: it copies apps and can do nothing else.
record ToyType() implements PlatformType {

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public String description() {
    return "A toy.";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.required(Setting.Kind.SECRET, "key", "The key of the toy box.").from("TOY_KEY"),
        Setting.optional(Setting.Kind.DIRECTORY, "box", "Where the toys are.").or("toy-box"));
  }

  @Override
  public Platform open(PlatformSettings settings, PlatformTools tools) {
    LocalPlatform box =
        LocalPlatform.open(settings.path("box").orElseThrow(), Optional.empty(), tools.clock());
    return new Toy(box);
  }

  /// A box of toys.
  private record Toy(Platform box) implements Platform {
    @Override
    public String name() {
      return "toy";
    }

    @Override
    public Apps apps() {
      return box.apps();
    }

    @Override
    public Capability<AppClones> appClones() {
      return box.appClones();
    }
  }
}
