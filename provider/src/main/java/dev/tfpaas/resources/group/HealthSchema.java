package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.DurationText;
import dev.tfpaas.framework.schema.Length;
import dev.tfpaas.framework.schema.Range;
import dev.tfpaas.framework.schema.Validator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The attribute `health`: a request that a client would make, which tells who serves.
final class HealthSchema {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private HealthSchema() {}

  /// The attributes of `health`. All of them may be left out: then the first page must be there.
  static List<Attribute> attributes() {
    return List.of(
        Attribute.optional(
                "path",
                Type.STRING,
                "What is asked for, with a query if there is one. Default: `/`.")
            .withDefault(Value.string(Health.PATH))
            .validatedBy(new WebPath()),
        Attribute.optional(
                "status",
                Type.NUMBER,
                "The status of a good answer. Default: 200. Redirects to the same host are followed"
                    + " unless one is what is expected; those to another host are not.")
            .withDefault(Value.number(BigDecimal.valueOf(Health.STATUS)))
            .validatedBy(new Range(100, 599)),
        Attribute.optional(
                "body",
                Type.STRING,
                "What a good answer contains, within its first 64 KB. Null: anything.")
            .validatedBy(new Length(1, 1000)),
        time(
                "interval",
                "How long after an answer the next one is asked for; what is measured is as exact"
                    + " as that.")
            .withDefault(Value.string(Health.INTERVAL)),
        time("timeout", "How long one answer may take, in all.")
            .withDefault(Value.string(Health.TIMEOUT)),
        Attribute.optional(
                "via",
                Type.STRING,
                "The address that is asked: a host name such as `www.example.com`, or"
                    + " `http://host:port` or `https://host:port`; without a scheme it is https."
                    + " Default: the first of `domains`, else `address`. It is resolved anew each"
                    + " time. An IP address stands for the platform's entrance, which is asked for"
                    + " that default name.")
            .validatedBy(new WebPlace()));
  }

  /// The same where nobody writes the defaults down: in a data source.
  static List<Attribute> asked() {
    return attributes().stream()
        .map(it ->
            Attribute.optional(it.name(), it.type(), it.description())
                .validatedBy(it.validators().toArray(new Validator[0])))
        .toList();
  }

  /// The value of the attribute that an import leaves: no platform knows it.
  static Value open() {
    Value none = Value.nullOf(Type.STRING);
    return Value.object(
        Map.of(
            "path", none,
            "status", Value.nullOf(Type.NUMBER),
            "body", none,
            "interval", none,
            "timeout", none,
            "via", none));
  }

  private static Attribute time(String name, String description) {
    return Attribute.optional(
            name,
            Type.STRING,
            description
                + " A duration from `100ms` to `1m`. Default: `%s`."
                    .formatted(name.equals("interval") ? Health.INTERVAL : Health.TIMEOUT))
        .validatedBy(new DurationText(), new TimeWithin(SHORTEST, LONGEST));
  }
}
