package dev.tfpaas.advice;

import static dev.tfpaas.advice.Scene.copy;
import static dev.tfpaas.advice.Scene.flow;
import static dev.tfpaas.advice.Scene.group;
import static dev.tfpaas.advice.Scene.move;

import dev.tfpaas.advice.Scene.Thing;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Migrating;
import dev.tfpaas.world.Renaming;
import dev.tfpaas.world.fact.MigrationFact;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// What is said of a copy, and of an app that moves.
final class CloneWalks {
  private static final String OTHER =
      "{'source_app_id': 'shop', 'name': 'blog', 'region': 'eu-central', 'deletion_protection':"
          + " false%s}";
  private static final String ALONE =
      "{'name': 'shop', 'primary_app_id': 'shop', 'active': 'primary', 'deletion_protection':"
          + " false}";

  private CloneWalks() {}

  private static Walk walk(
      String summary, String advice, Consumer<Scene> into, Consumer<Scene> out) {
    return new Walk(summary, advice, into, out);
  }

  private static String named(String database) {
    return copy("").replace("['postgresql']", "['postgresql/%s']".formatted(database));
  }

  private static void member(Scene scene) {
    scene.pair("primary");
    scene.destroy(Thing.COPY);
  }

  private static void switchedAndEnded(Scene scene) {
    scene.pair("primary");
    scene.given(Thing.GROUP, group("secondary", ""));
    scene.destroy(Thing.GROUP);
    scene.destroy(Thing.COPY);
  }

  private static void orphaned(Scene scene) {
    scene.given(Thing.COPY, copy(""));
    scene.given(Thing.FLOW, flow("shop", "shop-dr", ""));
    scene.person(draft -> AppOperations.destroy(draft, "shop"));
    scene.destroy(Thing.COPY);
  }

  /// Data flows to `shop` and the group leads there: the copy is the standby again.
  private static void backAgain(Scene scene) {
    scene.given(Thing.FLOW, flow("shop-dr", "shop", ""));
    String back = group("secondary", "").replace(Scene.FLOW, "shop-dr:shop:postgresql");
    scene.given(Thing.GROUP, back);
    scene.given(Thing.GROUP, back.replace("'active': 'secondary'", "'active': 'primary'"));
    scene.destroy(Thing.GROUP);
    scene.destroy(Thing.FLOW);
    scene.destroy(Thing.COPY);
  }

  static List<Walk> all() {
    return List.of(
        walk(
            "App … is protected",
            "set `deletion_protection = false`, apply that first",
            scene -> {
              scene.given(Thing.COPY, copy("").replace("false", "true"));
              scene.destroy(Thing.COPY);
            },
            scene -> {
              scene.given(Thing.COPY, copy(""));
              scene.destroy(Thing.COPY);
            }),
        walk(
            "App … is no copy of another app",
            "with its name and `adopt = true`",
            scene -> scene.importState(Thing.COPY, "blog"),
            scene -> scene.apply(Thing.COPY, OTHER.formatted(", 'adopt': true"))),
        walk(
            "There is an app … already",
            "set `adopt = true`",
            scene -> scene.plan(Thing.COPY, OTHER.formatted("")),
            scene -> scene.apply(Thing.COPY, OTHER.formatted(", 'adopt': true"))),
        walk(
            "There is an app … already",
            "Choose another name",
            scene -> scene.plan(Thing.COPY, OTHER.formatted("")),
            scene -> scene.apply(Thing.COPY, OTHER.formatted("").replace("blog", "shop-two"))),
        walk(
            "App … serves the failover group …",
            "(change `active`) and apply that first",
            scene -> {
              scene.pair("primary");
              scene.given(Thing.GROUP, group("secondary", ""));
              scene.destroy(Thing.COPY);
            },
            CloneWalks::backAgainInTheGroup),
        walk(
            "App … serves the failover group …",
            "Switch the group to its other side first, by its `active`",
            scene -> {
              scene.pair("primary");
              scene.given(Thing.GROUP, group("secondary", ""));
              scene.plan(Thing.COPY, copy(", 'maintenance': true"));
            },
            scene -> {
              scene.given(Thing.FLOW, flow("shop-dr", "shop", ""));
              scene.given(
                  Thing.GROUP, group("primary", "").replace(Scene.FLOW, "shop-dr:shop:postgresql"));
              scene.apply(Thing.COPY, copy(", 'maintenance': true"));
            }),
        walk(
            "App … serves, and this closes it",
            "To keep it open, write `maintenance = false`",
            scene -> {
              scene.given(Thing.COPY, copy(", 'maintenance': false"));
              scene.given(Thing.FLOW, flow("shop", "shop-dr", ""));
              scene.promoteByHand();
              scene.plan(Thing.COPY, copy(", 'maintenance': true"));
            },
            scene -> scene.apply(Thing.COPY, copy(", 'maintenance': false"))),
        walk(
            "App … stands by in failover group …",
            "write `secondary_app_id = null` and leave `replication_ids` out",
            CloneWalks::member,
            scene -> {
              scene.given(Thing.GROUP, ALONE);
              scene.replace(Thing.COPY, copy(""));
              scene.last().orFail();
              scene.replace(Thing.FLOW, flow("shop", "shop-dr", ""));
              scene.last().orFail();
              scene.apply(Thing.GROUP, group("primary", ""));
            }),
        walk(
            "App … stands by in failover group …",
            "take the group out of the configuration",
            CloneWalks::member,
            scene -> {
              scene.destroy(Thing.GROUP);
              scene.destroy(Thing.FLOW);
              scene.destroy(Thing.COPY);
            }),
        walk(
            "App … stands by in failover group …",
            "or import it",
            scene -> {
              member(scene);
              scene.forget(Thing.GROUP);
              scene.destroy(Thing.COPY);
            },
            scene -> {
              scene.importState(Thing.GROUP, "shop");
              scene.given(Thing.GROUP, group("primary", ""));
              scene.destroy(Thing.GROUP);
              scene.destroy(Thing.COPY);
            }),
        walk(
            "App … holds the … …",
            "Replicate it back first: a `paas_db_replication` from shop-dr to shop",
            CloneWalks::switchedAndEnded,
            CloneWalks::backAgain),
        walk(
            "App … holds the … …",
            "shop follows it already: switch the failover group back to shop first",
            scene -> {
              scene.pair("primary");
              scene.given(Thing.FLOW, flow("shop", "shop-dr", ", 'direction': 'follow'"));
              scene.given(Thing.GROUP, group("secondary", ""));
              scene.destroy(Thing.COPY);
            },
            scene -> {
              scene.given(Thing.GROUP, group("primary", ""));
              scene.destroy(Thing.GROUP);
              scene.destroy(Thing.FLOW);
              scene.destroy(Thing.COPY);
            }),
        walk(
            "App … holds the … …",
            "`terraform state rm` forgets this app",
            CloneWalks::orphaned,
            scene -> scene.forget(Thing.COPY)),
        walk(
            "App … holds the … …",
            "delete the app on the platform",
            CloneWalks::orphaned,
            scene -> {
              scene.person(draft -> AppOperations.destroy(draft, "shop-dr"));
              scene.destroy(Thing.COPY);
            }),
        walk(
            "The app exists already, with another …",
            "Write that here",
            scene -> {
              scene.given(Thing.COPY, copy(""));
              scene.forget(Thing.COPY);
              scene.plan(Thing.COPY, copy(", 'environment': 'staging'"));
            },
            scene -> scene.apply(Thing.COPY, copy(", 'environment': 'production'"))),
        walk(
            "The copy's … was changed outside of Terraform",
            "To agree, write `region = \"us-east\"`",
            scene -> {
              scene.given(Thing.COPY, copy(""));
              scene.person(draft -> AppOperations.relocate(draft, "shop-dr", "us-east"));
              scene.pause(Duration.ofMinutes(1));
              scene.plan(Thing.COPY, copy(""));
            },
            scene -> scene.apply(Thing.COPY, copy("").replace("eu-central", "us-east"))),
        walk(
            "App … stays open: it serves, and its source does not",
            "To agree, leave `maintenance` out",
            scene -> {
              scene.given(Thing.COPY, copy(", 'maintenance': true"));
              scene.given(Thing.FLOW, flow("shop", "shop-dr", ""));
              scene.given(Thing.GROUP, group("primary", ""));
              scene.given(Thing.GROUP, group("secondary", ""));
              scene.destroy(Thing.GROUP);
              scene.plan(Thing.COPY, copy(", 'maintenance': true"));
            },
            scene -> {
              scene.given(Thing.COPY, copy(""));
              scene.plan(Thing.COPY, copy(""));
            }),
        walk(
            "The copy keeps its …",
            "To agree, write `databases = [\"postgresql\"]`",
            scene -> {
              scene.given(Thing.COPY, copy(""));
              scene.plan(Thing.COPY, copy("").replace("['postgresql']", "[]"));
            },
            scene -> scene.apply(Thing.COPY, copy(""))),
        walk(
            "The copy has …, and no … any more",
            "To agree, write `databases = [\"postgresql/orders\"]`",
            scene -> {
              scene.given(Thing.COPY, named("postgresql"));
              scene.person(draft -> Renaming.database(draft, "shop-dr", "postgresql", "orders"));
              scene.plan(Thing.COPY, named("postgresql"));
            },
            scene -> scene.apply(Thing.COPY, named("orders"))),
        walk(
            "Nobody serves: neither … nor its copy …",
            "write `maintenance = false` here and apply",
            scene -> {
              scene.given(Thing.COPY, copy(""));
              scene.person(draft -> AppOperations.maintenance(draft, "shop", true));
              scene.plan(Thing.COPY, copy(""));
            },
            scene -> {
              scene.given(Thing.COPY, copy(", 'maintenance': false"));
              scene.plan(Thing.COPY, copy(", 'maintenance': false"));
            }),
        walk(
            "The migration went further outside of Terraform",
            "To agree, write `phase = \"prepared\"`",
            scene -> {
              scene.given(Thing.MOVE, move(", 'phase': 'checked'"));
              scene.person(
                  draft -> Migrating.phase(draft, "shop:us-east", MigrationFact.Status.PREPARED));
              scene.plan(Thing.MOVE, move(", 'phase': 'checked'"));
            },
            scene -> scene.apply(Thing.MOVE, move(", 'phase': 'prepared'"))),
        walk(
            "App … was deleted after it was moved",
            "take this resource out of the configuration, which makes no call",
            scene -> {
              scene.given(Thing.MOVE, move(""));
              scene.person(draft -> AppOperations.destroy(draft, "shop"));
              scene.plan(Thing.MOVE, move(""));
            },
            scene -> {
              scene.destroy(Thing.MOVE);
              scene.forget(Thing.MOVE);
            }));
  }

  private static void backAgainInTheGroup(Scene scene) {
    scene.given(Thing.FLOW, flow("shop-dr", "shop", ""));
    scene.given(Thing.GROUP, group("primary", "").replace(Scene.FLOW, "shop-dr:shop:postgresql"));
    scene.destroy(Thing.GROUP);
    scene.destroy(Thing.FLOW);
    scene.destroy(Thing.COPY);
  }
}
