/// The model of a small PaaS that really behaves: regions that fail, apps that serve, databases
/// that are written, replicas that lag, addresses that move; knows the JDK, `yaml` and the packages
/// inside it only.
///
/// Everything is a function of stored [facts][dev.tfpaas.world.fact.Fact] and a clock; no thread
/// works in the background. A [dev.tfpaas.world.World] keeps the facts in one directory whose only
/// truth is `journal.jsonl`, one line a transaction, state and call log together.
///
/// Start reading at [dev.tfpaas.world.World], then [dev.tfpaas.world.fact.Fact]; what exists at
/// first is described by `estate.yaml`, see [dev.tfpaas.world.Estate].
@NullMarked
package dev.tfpaas.world;

import org.jspecify.annotations.NullMarked;
