package dev.tfpaas.advice;

import static dev.tfpaas.advice.Scene.copy;
import static dev.tfpaas.advice.Scene.flow;
import static dev.tfpaas.advice.Scene.group;

import dev.tfpaas.advice.Scene.Thing;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Regions;
import dev.tfpaas.world.Replicating;
import dev.tfpaas.world.fact.GroupFact;
import java.util.List;
import java.util.function.Consumer;

/// What is said of a failover group.
final class GroupWalks {
  private static final String LOSS = ", 'switch_mode': 'emergency', 'accept_data_loss': true";
  private static final String OPEN = copy(", 'maintenance': false");
  private static final String NOT_HANDED_OVER =
      group("secondary", "").replace(", 'replication_ids': ['" + Scene.FLOW + "']", "");

  private GroupWalks() {}

  private static Walk walk(
      String summary, String advice, Consumer<Scene> into, Consumer<Scene> out) {
    return new Walk(summary, advice, into, out);
  }

  private static void switchedByHand(Scene scene) {
    scene.pair("primary");
    scene.switchByHand(GroupFact.Place.SECONDARY);
    scene.plan(Thing.GROUP, group("primary", ""));
  }

  private static void closed(Scene scene) {
    scene.pair("primary");
    scene.person(draft -> AppOperations.maintenance(draft, "shop", true));
    scene.plan(Thing.GROUP, group("primary", ""));
  }

  private static void detached(Scene scene) {
    scene.pair("primary");
    scene.person(draft -> Replicating.turnOff(draft, Scene.FLOW));
    scene.plan(Thing.GROUP, group("secondary", ""));
  }

  private static void ended(Scene scene) {
    scene.pair("primary");
    scene.destroy(Thing.FLOW);
    scene.plan(Thing.GROUP, group("primary", ""));
  }

  private static void notHandedOver(Scene scene) {
    scene.given(Thing.COPY, copy(""));
    scene.given(Thing.FLOW, flow("shop", "shop-dr", ""));
    scene.given(Thing.GROUP, NOT_HANDED_OVER.replace("secondary'}", "primary'}"));
    scene.promoteByHand();
    scene.plan(Thing.GROUP, NOT_HANDED_OVER);
  }

  private static void formedOnTheWrongSide(Scene scene) {
    scene.given(Thing.COPY, copy(""));
    scene.given(Thing.FLOW, flow("shop", "shop-dr", ""));
    scene.plan(Thing.GROUP, group("secondary", ""));
  }

  static List<Walk> all() {
    return List.of(
        walk(
            "A new group must lead to the side that serves: …",
            "and apply again, which switches",
            GroupWalks::formedOnTheWrongSide,
            scene -> {
              scene.given(Thing.GROUP, group("primary", ""));
              scene.apply(Thing.GROUP, group("secondary", ""));
            }),
        walk(
            "A new group must lead to the side that serves: …",
            "(or leave `active` out)",
            GroupWalks::formedOnTheWrongSide,
            scene -> scene.apply(Thing.GROUP, group("", ""))),
        walk(
            "The failover group is protected",
            "`deletion_protection = false`",
            scene -> {
              scene.pair("primary");
              scene.given(Thing.GROUP, group("primary", "").replace("false", "true"));
              scene.destroy(Thing.GROUP);
            },
            scene -> {
              scene.given(Thing.GROUP, group("primary", ""));
              scene.destroy(Thing.GROUP);
            }),
        walk(
            "The active side is kept: …",
            "set `active = \"secondary\"` to agree",
            GroupWalks::switchedByHand,
            scene -> scene.apply(Thing.GROUP, group("secondary", ""))),
        walk(
            "The active side is kept: …",
            "change `switch_trigger`",
            GroupWalks::switchedByHand,
            scene -> {
              scene.plan(Thing.GROUP, group("primary", ", 'switch_trigger': '1'"));
              WalksTest.assertSaid(scene.last(), "Cannot switch: …", "Swap them, apply");
              scene.given(Thing.FLOW, flow("shop-dr", "shop", ""));
              String back = group("primary", ", 'switch_trigger': '1'");
              scene.apply(Thing.GROUP, back.replace("shop:shop-dr:", "shop-dr:shop:"));
            }),
        walk(
            "The group exists, and its other side is active",
            "`active = \"secondary\"` (or leave it out)",
            scene -> {
              switchedByHand(scene);
              scene.forget(Thing.GROUP);
              scene.plan(Thing.GROUP, group("primary", ""));
            },
            scene -> scene.apply(Thing.GROUP, group("secondary", ""))),
        walk(
            "The places are exchanged, `active` is not",
            "Set `active = \"secondary\"` in the same change",
            scene -> {
              scene.pair("primary");
              scene.plan(Thing.GROUP, exchanged("primary"));
            },
            scene -> scene.apply(Thing.GROUP, exchanged("secondary"))),
        walk(
            "Nobody serves: … is active and does not",
            "open or start it on the platform",
            GroupWalks::closed,
            scene -> {
              scene.person(draft -> AppOperations.maintenance(draft, "shop", false));
              scene.plan(Thing.GROUP, group("primary", ""));
            }),
        walk(
            "Nobody serves: … is active and does not",
            "if that is ready: `active = \"secondary\"`",
            GroupWalks::closed,
            scene -> scene.apply(Thing.GROUP, group("secondary", ""))),
        walk(
            "Nobody serves",
            "Mend that on the platform",
            scene -> {
              scene.given(Thing.COPY, copy(""));
              scene.given(Thing.FLOW, flow("shop", "shop-dr", ""));
              scene.person(draft -> AppOperations.maintenance(draft, "shop", true));
              scene.plan(Thing.GROUP, group("primary", ""));
            },
            scene -> {
              scene.person(draft -> AppOperations.maintenance(draft, "shop", false));
              scene.apply(Thing.GROUP, group("primary", ""));
            }),
        walk(
            "Cannot switch: …",
            "(`terraform apply -replace=…`), and switch when its status is `replicating`",
            GroupWalks::detached,
            scene -> {
              scene.replace(Thing.FLOW, flow("shop", "shop-dr", ""));
              scene.apply(Thing.GROUP, group("secondary", ""));
            }),
        walk(
            "Cannot switch: …",
            "`switch_mode = \"emergency\"` and `accept_data_loss = true`",
            GroupWalks::detached,
            scene -> scene.apply(Thing.GROUP, group("secondary", LOSS))),
        walk(
            "Cannot switch: …",
            "Name the paas_db_replication from shop to shop-dr",
            GroupWalks::notHandedOver,
            scene -> {
              scene.replace(Thing.FLOW, flow("shop", "shop-dr", ""));
              scene.apply(Thing.GROUP, group("secondary", ""));
            }),
        walk(
            "Cannot switch: …",
            "set `accept_data_loss = true` if what the other side lacks",
            GroupWalks::notHandedOver,
            scene ->
                scene.apply(
                    Thing.GROUP, NOT_HANDED_OVER.replace("}", ", 'accept_data_loss': true}"))),
        walk(
            "There is no second app",
            "needs `secondary_app_id`",
            scene -> {
              scene.pair("primary");
              scene.given(Thing.GROUP, alone("shop"));
              scene.plan(Thing.GROUP, alone("shop").replace("}", ", 'active': 'secondary'}"));
            },
            scene -> scene.apply(Thing.GROUP, group("secondary", ""))),
        walk(
            "An emergency switch may lose data",
            "needs `accept_data_loss = true`",
            scene -> {
              scene.pair("primary");
              scene.plan(Thing.GROUP, group("secondary", ", 'switch_mode': 'emergency'"));
            },
            scene -> scene.apply(Thing.GROUP, group("secondary", LOSS))),
        walk(
            "`accept_data_loss = true` is left standing",
            "Take it out of the configuration, and `switch_mode` with it",
            scene -> {
              scene.pair("primary");
              scene.given(Thing.GROUP, group("secondary", LOSS));
              scene.plan(Thing.GROUP, group("secondary", LOSS));
            },
            scene -> scene.apply(Thing.GROUP, group("secondary", ""))),
        walk(
            "Replication … does not exist",
            "Create its paas_db_replication",
            GroupWalks::ended,
            scene -> {
              scene.given(Thing.FLOW, flow("shop", "shop-dr", ""));
              scene.plan(Thing.GROUP, group("primary", ""));
            }),
        walk(
            "Replication … does not exist",
            "take it out of `replication_ids`",
            GroupWalks::ended,
            scene ->
                scene.apply(
                    Thing.GROUP, group("primary", "").replace("'%s'".formatted(Scene.FLOW), ""))),
        walk(
            "… cannot be reached",
            "To leave it: `active = \"secondary\"`, `switch_mode = \"emergency\"`",
            scene -> {
              scene.pair("primary");
              scene.person(draft -> Regions.fail(draft, "eu-west"));
              scene.plan(Thing.GROUP, group("primary", ""));
            },
            scene -> {
              scene.given(Thing.GROUP, group("secondary", LOSS));
              scene.person(draft -> Regions.heal(draft, "eu-west"));
              scene.plan(Thing.GROUP, group("secondary", ""));
            }),
        walk(
            "The active app cannot leave the group",
            "switch to it, and then change this one",
            scene -> {
              scene.pair("primary");
              scene.plan(Thing.GROUP, alone("shop-dr"));
            },
            scene -> {
              scene.given(Thing.GROUP, group("secondary", ""));
              scene.apply(Thing.GROUP, alone("shop-dr"));
            }),
        walk(
            "… is in the state already",
            "`terraform untaint` keeps it",
            scene -> {
              scene.pair("primary");
              scene.given(Thing.GROUP, group("primary", "").replace("false", "true"));
              scene.taint(Thing.GROUP);
              scene.plan(Thing.GROUP, group("primary", "").replace("false", "true"));
            },
            scene -> {
              scene.untaint(Thing.GROUP);
              scene.plan(Thing.GROUP, group("primary", "").replace("false", "true"));
            }),
        walk(
            "App … serves a failover group",
            "Set `maintenance = false`",
            scene -> {
              scene.pair("primary");
              scene.given(Thing.GROUP, group("secondary", ""));
              scene.forget(Thing.COPY);
              scene.plan(Thing.COPY, copy(", 'maintenance': true"));
            },
            scene -> scene.apply(Thing.COPY, OPEN)));
  }

  private static String exchanged(String active) {
    return group(active, "")
        .replace("'primary_app_id': 'shop'", "'primary_app_id': 'shop-dr'")
        .replace("'secondary_app_id': 'shop-dr'", "'secondary_app_id': 'shop'");
  }

  private static String alone(String app) {
    return "{'name': 'shop', 'primary_app_id': '%s', 'deletion_protection': false}".formatted(app);
  }
}
