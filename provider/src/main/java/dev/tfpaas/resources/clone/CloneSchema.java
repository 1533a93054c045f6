package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.AttributeChange;
import dev.tfpaas.framework.schema.EachElement;
import dev.tfpaas.framework.schema.NotEmpty;
import dev.tfpaas.framework.schema.PlanModifier;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.resources.life.RunbookAttribute;
import dev.tfpaas.resources.life.Values;
import java.util.List;

/// The schema of `paas_app_clone`.
final class CloneSchema {
  /// The type name of the resource.
  static final String TYPE_NAME = "paas_app_clone";

  private static final Type TEXTS = Type.list(Type.STRING);

  static final Schema SCHEMA =
      Schema.of(
          "A copy of an app: same code, variables and databases, elsewhere or under another name."
              + " By default it is in maintenance, so that it does not serve beside the original.",
          List.of(
              Attribute.computed("id", Type.STRING, "Same as `app_id`.").keepsPrior(),
              Attribute.computed("app_id", Type.STRING, "The platform's identifier of the copy.")
                  .keepsPrior(),
              source(),
              name(),
              environment(),
              region(),
              Attribute.optionalComputed(
                      "cloud",
                      Type.STRING,
                      "The cloud the copy runs on, where the platform has several. Default: that of"
                          + " the source. Changing it replaces the copy.")
                  .validatedBy(new NotEmpty())
                  .replacesIf(CloneSchema::isConfigured),
              Attribute.optionalComputed(
                      "size",
                      Type.STRING,
                      "Size of the copy's instances, in the platform's words. Default: that of the"
                          + " source. Changed in place.")
                  .validatedBy(new NotEmpty()),
              adopt(),
              variables(),
              databases(),
              maintenance(),
              Attribute.optional(
                  "source_url",
                  Type.STRING,
                  "Where the code archive is, on platforms that cannot copy code by themselves."),
              Attribute.optional(
                      "deletion_protection",
                      Type.BOOL,
                      "Whether destroying the copy is refused. Default: true. Set it to false and"
                          + " apply before you destroy.")
                  .withDefault(Value.bool(true)),
              Attribute.computed("url", Type.STRING, "Where the copy answers."),
              Attribute.computed(
                  "status",
                  Type.STRING,
                  "What the copy is doing, in the platform's words, e.g. `running`, `maintenance`,"
                      + " `busy`, `unreachable`."),
              Attribute.computed("regions", TEXTS, "The regions that the copy runs in."),
              Attribute.computed(
                  "differences",
                  TEXTS,
                  "What of the copy no longer equals the source, one sentence a difference, never a"
                      + " value; `variables` are meant to differ. Empty for a true copy."),
              RunbookAttribute.schema()),
          List.of(Timeouts.block(Timeouts.Operation.values())));

  private CloneSchema() {}

  /// What the platform chose may change with the region; that makes it no other app.
  private static boolean isConfigured(AttributeChange change) {
    return !change.config().isNull();
  }

  private static Attribute source() {
    return Attribute.required(
            "source_app_id", Type.STRING, "The app to copy. Changing it replaces the copy.")
        .validatedBy(new NotEmpty())
        .replaces();
  }

  private static Attribute name() {
    return Attribute.required(
            "name",
            Type.STRING,
            "The copy's name. An app of that name that is a copy of the same source already is"
                + " taken over. Changing it replaces the copy.")
        .validatedBy(new NotEmpty())
        .replaces();
  }

  private static Attribute environment() {
    return Attribute.optionalComputed(
            "environment",
            Type.STRING,
            "The copy's environment, e.g. `production`, where the platform has environments."
                + " Default: that of the source. Changing it replaces the copy.")
        .validatedBy(new NotEmpty())
        .replacesIf(CloneSchema::isConfigured);
  }

  /// Replacement depends on the platform, so [ClonePlan] demands it.
  private static Attribute region() {
    return Attribute.optionalComputed(
            "region",
            Type.STRING,
            "The region the copy runs in. Default: that of the source. Changing it moves the copy"
                + " where the platform can move apps, and replaces it elsewhere; the plan says"
                + " which.")
        .validatedBy(new NotEmpty());
  }

  private static Attribute adopt() {
    return Attribute.optional(
            "adopt",
            Type.BOOL,
            "Whether an existing app of that name is taken as the copy, whatever it is. Default:"
                + " false. Without it only what an earlier apply began is taken: an app that is"
                + " marked as a copy of the source or says itself that it was made as this one,"
                + " and, on a platform that cannot mark a new app at once, an app of the account"
                + " that has nothing in it, where nothing can be lost. The plan says so. Asked only"
                + " when this is created.")
        .withDefault(Value.bool(false));
  }

  private static Attribute variables() {
    return Attribute.optional(
            "variables",
            Type.map(Type.STRING),
            "Variables that differ from the source's. All other variables are copied by the"
                + " platform and never enter the state.")
        .sensitive();
  }

  private static Attribute databases() {
    return Attribute.optionalComputed(
            "databases",
            TEXTS,
            "The databases that the copy gets, of those that the source has: all of an engine, e.g."
                + " `postgresql`, or, where an app may have several, one of them by the engine and"
                + " its name, e.g. `postgresql/orders`. Default: all of the source. Their data is"
                + " not copied: see `paas_db_replication`. The order means nothing.")
        .validatedBy(new EachElement(new NotEmpty()))
        .modifiedBy(
            PlanModifier.keepPriorIf(
                (prior, planned) -> Values.texts(prior).equals(Values.texts(planned))));
  }

  private static Attribute maintenance() {
    return Attribute.optionalComputed(
            "maintenance",
            Type.BOOL,
            "Whether the copy answers with a maintenance page. Left out: a copy that is made here"
                + " is closed, so that it does not serve, and one that is taken over stays as it"
                + " is; from then on it is as a failover group or a person leaves it. Written down,"
                + " it is kept so, but never against what a group's switch did.")
        .keepsPrior();
  }
}
