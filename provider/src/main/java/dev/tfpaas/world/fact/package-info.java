/// What a world stores: one file a fact, with what it derives and its line in the journal beside
/// it; knows `world.json` only.
///
/// Start reading at [dev.tfpaas.world.fact.Fact], then [dev.tfpaas.world.fact.FactKind].
@NullMarked
package dev.tfpaas.world.fact;

import org.jspecify.annotations.NullMarked;
