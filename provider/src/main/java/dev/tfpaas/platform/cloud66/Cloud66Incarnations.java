package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Marks stacks and replications by a variable of a stack. A group has no place for a mark.
///
/// The mark of a replication is on the one of its two stacks that is the copy of the other, as far
/// as that is known: so that the app that is protected is left as it is.
final class Cloud66Incarnations implements Incarnations {
  private final Account account;
  private final CloneSteps steps;

  Cloud66Incarnations(Account account, CloneSteps steps) {
    this.account = account;
    this.steps = steps;
  }

  @Override
  public boolean marks(Kind kind) {
    return switch (kind) {
      case APP, REPLICATION -> true;
      case FAILOVER_GROUP -> false;
    };
  }

  @Override
  public Optional<String> of(Kind kind, String id) {
    return places(kind, id).stream().flatMap(place -> borne(place).stream()).findFirst();
  }

  private static Optional<String> borne(Place place) {
    return Optional.ofNullable(place.variables().get(place.name()))
        .map(variable -> variable.value().value());
  }

  @Override
  public String renew(Kind kind, String id) {
    String incarnation = Incarnations.fresh();
    List<Place> places = places(kind, id);
    Optional<Place> old = places.stream().filter(it -> borne(it).isPresent()).findFirst();
    old.or(() -> places.stream().filter(Place::isCopy).findFirst())
        .or(() -> places.stream().findFirst())
        .ifPresent(place -> {
          Map<String, Secret> mark = Map.of(place.name(), new Secret(incarnation));
          if (old.isPresent()) {
            // Left as it is, the old mark would say that the object is another's.
            steps.mark(place.stack(), mark);
          } else {
            steps.patch(place.stack(), mark, "deployment");
          }
        });
    return incarnation;
  }

  /// Where a mark may be.
  ///
  /// @param stack the stack
  /// @param name the variable
  /// @param variables what the stack has
  /// @param other the stack at the other end; empty for an app
  private record Place(
      String stack, String name, Map<String, Variable> variables, Optional<String> other) {
    boolean isCopy() {
      return Optional.ofNullable(variables.get(Marks.CLONED_FROM))
          .map(it -> it.value().value())
          .equals(other);
    }
  }

  private List<Place> places(Kind kind, String id) {
    return switch (kind) {
      case APP -> places(List.of(id), Marks.INCARNATION, Optional.empty());
      case REPLICATION -> {
        List<String> parts = Arrays.asList(id.split(":", -1));
        if (parts.size() != 3) {
          yield List.of();
        }
        List<Place> both = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
          String other = parts.get(1 - side);
          both.addAll(
              places(
                  List.of(parts.get(side)),
                  Marks.incarnation(parts.get(2), other),
                  Optional.of(other)));
        }
        yield List.copyOf(both);
      }
      case FAILOVER_GROUP -> List.of();
    };
  }

  private List<Place> places(List<String> stacks, String name, Optional<String> other) {
    List<Place> places = new ArrayList<>();
    for (String stack : stacks) {
      try {
        places.add(new Place(stack, name, account.variables(stack), other));
      } catch (PlatformException failure) {
        if (failure.kind() != PlatformException.Kind.NOT_FOUND) {
          throw failure;
        }
      }
    }
    return places;
  }
}
