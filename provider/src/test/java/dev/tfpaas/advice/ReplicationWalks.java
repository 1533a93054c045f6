package dev.tfpaas.advice;

import static dev.tfpaas.advice.Scene.copy;
import static dev.tfpaas.advice.Scene.flow;
import static dev.tfpaas.advice.Scene.group;

import dev.tfpaas.advice.Scene.Thing;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Regions;
import dev.tfpaas.world.Replicating;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.ReplicationFact;
import java.util.List;
import java.util.function.Consumer;

/// What is said of a replication.
final class ReplicationWalks {
  private static final String FORWARD = flow("shop", "shop-dr", "");
  private static final String BACKWARD = flow("shop-dr", "shop", "");
  private static final String FOLLOW = ", 'direction': 'follow'";
  private static final String OVERWRITE = ", 'overwrite_replica': true";

  private ReplicationWalks() {}

  private static Walk walk(
      String summary, String advice, Consumer<Scene> into, Consumer<Scene> out) {
    return new Walk(summary, advice, into, out);
  }

  private static void follows(Scene scene) {
    scene.given(Thing.COPY, copy(""));
    scene.given(Thing.FLOW, FORWARD);
  }

  private static void bothWritable(Scene scene) {
    follows(scene);
    scene.promoteByHand();
    scene.plan(Thing.FLOW, FORWARD);
  }

  /// The copy has writes that the source lacks.
  private static void apart(Scene scene) {
    bothWritable(scene);
    scene.person(draft -> AppOperations.maintenance(draft, "shop-dr", false));
    scene.person(draft -> AppOperations.write(draft, "shop-dr", 5));
    scene.person(draft -> AppOperations.maintenance(draft, "shop-dr", true));
  }

  private static void reversedByHand(Scene scene) {
    follows(scene);
    scene.person(draft -> AppOperations.maintenance(draft, "shop", true));
    scene.person(draft -> Replicating.turnOff(draft, Scene.FLOW));
    scene.person(draft -> Databases.readOnly(draft, "shop", "postgresql", true));
    scene.promoteByHand();
    scene.person(draft -> Replicating.start(draft, reversed(), true));
    scene.plan(Thing.FLOW, FORWARD);
  }

  private static ReplicationFact reversed() {
    return new ReplicationFact(
        Scene.FLOW, "shop-dr", "shop", "postgresql", ReplicationFact.Mode.SEEDING);
  }

  private static void writtenOnTheSideThatWasLeft(Scene scene) {
    scene.pair("primary");
    scene.apply(Thing.FLOW, flow("shop", "shop-dr", FOLLOW));
    scene.person(draft -> Regions.fail(draft, "eu-west"));
    scene.apply(
        Thing.GROUP, group("secondary", ", 'switch_mode': 'emergency', 'accept_data_loss': true"));
    scene.person(draft -> Regions.heal(draft, "eu-west"));
    scene.plan(Thing.FLOW, flow("shop", "shop-dr", FOLLOW));
  }

  static List<Walk> all() {
    return List.of(
        walk(
            "Both sides can be written to",
            "replace this resource (`terraform apply -replace=…`)",
            ReplicationWalks::bothWritable,
            scene -> {
              scene.replace(Thing.FLOW, FORWARD);
              scene.plan(Thing.FLOW, FORWARD);
            }),
        walk(
            "Both sides can be written to",
            "needs `overwrite_replica = true`",
            scene -> {
              apart(scene);
              scene.plan(Thing.FLOW, FORWARD);
            },
            scene -> {
              scene.replace(Thing.FLOW, flow("shop", "shop-dr", OVERWRITE));
              WalksTest.assertSaid(scene.last(), "Data of … is overwritten", "has only");
              scene.apply(Thing.FLOW, FORWARD);
            }),
        walk(
            "The replica does not follow any more",
            "swap the two ids",
            scene -> {
              scene.pair("primary");
              scene.switchByHand(GroupFact.Place.SECONDARY);
              scene.plan(Thing.FLOW, FORWARD);
            },
            scene -> scene.apply(Thing.FLOW, BACKWARD)),
        walk(
            "The replica does not follow any more",
            "write `direction = \"follow\"`",
            scene -> {
              scene.pair("primary");
              scene.switchByHand(GroupFact.Place.SECONDARY);
              scene.plan(Thing.FLOW, FORWARD);
            },
            scene -> scene.apply(Thing.FLOW, flow("shop", "shop-dr", FOLLOW))),
        walk(
            "Nothing flows between … and …",
            "`overwrite_replica = true`, set in the change",
            ReplicationWalks::writtenOnTheSideThatWasLeft,
            scene -> scene.apply(Thing.FLOW, flow("shop", "shop-dr", FOLLOW + OVERWRITE))),
        walk(
            "Nothing flows between … and …",
            "write `direction = \"fixed\"` with the app that has the data you want",
            scene -> {
              scene.given(Thing.COPY, copy(""));
              scene.given(Thing.FLOW, flow("shop", "shop-dr", FOLLOW));
              scene.promoteByHand();
              scene.plan(Thing.FLOW, flow("shop", "shop-dr", FOLLOW));
            },
            scene -> {
              scene.apply(Thing.FLOW, FORWARD);
              scene.replace(Thing.FLOW, FORWARD);
            }),
        walk(
            "Data flows from … to … now",
            "in the same change",
            scene -> {
              scene.pair("primary");
              scene.switchByHand(GroupFact.Place.SECONDARY);
              scene.apply(Thing.FLOW, flow("shop", "shop-dr", FOLLOW));
              scene.plan(Thing.FLOW, FORWARD);
            },
            scene -> scene.apply(Thing.FLOW, BACKWARD)),
        walk(
            "The replica does not follow any more",
            "replace this resource",
            scene -> {
              follows(scene);
              scene.person(draft -> Replicating.turnOff(draft, Scene.FLOW));
              scene.plan(Thing.FLOW, FORWARD);
            },
            scene -> {
              scene.replace(Thing.FLOW, FORWARD);
              scene.plan(Thing.FLOW, FORWARD);
            }),
        walk(
            "Cannot replicate … from … to …",
            "set `overwrite_replica = true`",
            scene -> {
              apart(scene);
              scene.replace(Thing.FLOW, FORWARD);
            },
            scene -> scene.replace(Thing.FLOW, flow("shop", "shop-dr", OVERWRITE))),
        walk(
            "Cannot replicate … from … to …",
            "it follows shop: switch to shop-dr first",
            scene -> {
              scene.pair("primary");
              scene.plan(Thing.FLOW, BACKWARD);
            },
            scene -> {
              scene.given(Thing.GROUP, Scene.group("secondary", ""));
              scene.apply(Thing.FLOW, BACKWARD);
            }),
        walk(
            "Data of … is overwritten",
            "Take `overwrite_replica` out again afterwards",
            scene -> {
              apart(scene);
              scene.forget(Thing.FLOW);
              scene.apply(Thing.FLOW, flow("shop", "shop-dr", OVERWRITE));
            },
            scene -> scene.apply(Thing.FLOW, FORWARD)),
        walk(
            "`overwrite_replica = true` is left standing",
            "Take it out of the configuration",
            scene -> {
              follows(scene);
              scene.given(Thing.FLOW, flow("shop", "shop-dr", OVERWRITE));
              scene.plan(Thing.FLOW, flow("shop", "shop-dr", OVERWRITE));
            },
            scene -> scene.apply(Thing.FLOW, FORWARD)),
        walk(
            "The direction was reversed outside of Terraform",
            "To agree, swap",
            ReplicationWalks::reversedByHand,
            scene -> scene.apply(Thing.FLOW, BACKWARD)),
        walk(
            "The replica will no longer follow",
            "`on_destroy = \"abandon\"` would leave it running",
            scene -> {
              follows(scene);
              scene.planDestroy(Thing.FLOW);
            },
            scene -> {
              scene.given(Thing.FLOW, flow("shop", "shop-dr", ", 'on_destroy': 'abandon'"));
              scene.destroy(Thing.FLOW);
            }),
        walk(
            "The replica is gone",
            "take this resource out of the configuration",
            scene -> {
              follows(scene);
              scene.person(draft -> AppOperations.destroy(draft, "shop-dr"));
              scene.plan(Thing.FLOW, FORWARD);
            },
            scene -> scene.destroy(Thing.FLOW)),
        walk(
            "The source of the replica is gone",
            "make its database writable on the platform and take this resource out",
            scene -> {
              follows(scene);
              scene.person(draft -> AppOperations.destroy(draft, "shop"));
              scene.plan(Thing.FLOW, FORWARD);
            },
            scene -> {
              scene.promoteByHand();
              scene.destroy(Thing.FLOW);
            }));
  }
}
