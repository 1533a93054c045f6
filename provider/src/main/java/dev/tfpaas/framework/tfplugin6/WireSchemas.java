package dev.tfpaas.framework.tfplugin6;

import com.google.protobuf.ByteString;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.TypeCodec;
import dev.tfpaas.framework.schema.Attribute;
import dev.tfpaas.framework.schema.AttributeShape;
import dev.tfpaas.framework.schema.Block;
import dev.tfpaas.framework.schema.NestedBlock;
import dev.tfpaas.framework.schema.Nesting;
import dev.tfpaas.framework.schema.Schema;
import dev.tfpaas.proto.tfplugin6.StringKind;

/// Schemas as messages. Descriptions are Markdown.
final class WireSchemas {
  private WireSchemas() {}

  static dev.tfpaas.proto.tfplugin6.Schema encode(Schema schema) {
    return dev.tfpaas.proto.tfplugin6.Schema.newBuilder()
        .setVersion(schema.version())
        .setBlock(encode(schema.block()))
        .build();
  }

  private static dev.tfpaas.proto.tfplugin6.Schema.Block encode(Block block) {
    dev.tfpaas.proto.tfplugin6.Schema.Block.Builder wire =
        dev.tfpaas.proto.tfplugin6.Schema.Block.newBuilder()
            .setDescription(block.description())
            .setDescriptionKind(StringKind.MARKDOWN);
    block.attributes().forEach(attribute -> wire.addAttributes(encode(attribute)));
    block.blocks().forEach(nested -> wire.addBlockTypes(encode(nested)));
    block
        .deprecation()
        .ifPresent(message -> wire.setDeprecated(true).setDeprecationMessage(message));
    return wire.build();
  }

  private static dev.tfpaas.proto.tfplugin6.Schema.NestedBlock encode(NestedBlock nested) {
    return dev.tfpaas.proto.tfplugin6.Schema.NestedBlock.newBuilder()
        .setTypeName(nested.name())
        .setBlock(encode(nested.block()))
        .setNesting(blockNesting(nested.nesting()))
        .setMinItems(nested.minItems())
        .setMaxItems(nested.maxItems())
        .build();
  }

  private static dev.tfpaas.proto.tfplugin6.Schema.NestedBlock.NestingMode blockNesting(
      Nesting nesting) {
    return switch (nesting) {
      case SINGLE -> dev.tfpaas.proto.tfplugin6.Schema.NestedBlock.NestingMode.SINGLE;
      case LIST -> dev.tfpaas.proto.tfplugin6.Schema.NestedBlock.NestingMode.LIST;
      case SET -> dev.tfpaas.proto.tfplugin6.Schema.NestedBlock.NestingMode.SET;
      case MAP -> dev.tfpaas.proto.tfplugin6.Schema.NestedBlock.NestingMode.MAP;
      case GROUP -> dev.tfpaas.proto.tfplugin6.Schema.NestedBlock.NestingMode.GROUP;
    };
  }

  private static dev.tfpaas.proto.tfplugin6.Schema.Attribute encode(Attribute attribute) {
    dev.tfpaas.proto.tfplugin6.Schema.Attribute.Builder wire =
        dev.tfpaas.proto.tfplugin6.Schema.Attribute.newBuilder()
            .setName(attribute.name())
            .setDescription(attribute.description())
            .setDescriptionKind(StringKind.MARKDOWN)
            .setRequired(attribute.mode() == Attribute.Mode.REQUIRED)
            .setOptional(attribute.isOptional())
            .setComputed(attribute.isComputed())
            .setSensitive(attribute.is(Attribute.Trait.SENSITIVE))
            .setWriteOnly(attribute.is(Attribute.Trait.WRITE_ONLY));
    attribute
        .deprecation()
        .ifPresent(message -> wire.setDeprecated(true).setDeprecationMessage(message));
    return switch (attribute.shape()) {
      case AttributeShape.Plain(Type type) ->
          wire.setType(ByteString.copyFrom(TypeCodec.encode(type))).build();
      case AttributeShape.Nested nested -> wire.setNestedType(encode(nested)).build();
    };
  }

  private static dev.tfpaas.proto.tfplugin6.Schema.Object encode(AttributeShape.Nested nested) {
    dev.tfpaas.proto.tfplugin6.Schema.Object.Builder wire =
        dev.tfpaas.proto.tfplugin6.Schema.Object.newBuilder()
            .setNesting(attributeNesting(nested.nesting()));
    nested.attributes().forEach(attribute -> wire.addAttributes(encode(attribute)));
    return wire.build();
  }

  private static dev.tfpaas.proto.tfplugin6.Schema.Object.NestingMode attributeNesting(
      Nesting nesting) {
    return switch (nesting) {
      case SINGLE -> dev.tfpaas.proto.tfplugin6.Schema.Object.NestingMode.SINGLE;
      case LIST -> dev.tfpaas.proto.tfplugin6.Schema.Object.NestingMode.LIST;
      case SET -> dev.tfpaas.proto.tfplugin6.Schema.Object.NestingMode.SET;
      case MAP -> dev.tfpaas.proto.tfplugin6.Schema.Object.NestingMode.MAP;
      case GROUP -> throw new IllegalArgumentException("nested attributes cannot be a group");
    };
  }
}
