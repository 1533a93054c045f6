/// `topology.yaml`: the whole estate in one file, read into items with places, checked, and written
/// as Terraform configuration.
///
/// It knows the schemas of the framework and `yaml`; which resources and platforms there are comes
/// from outside in a [KnownTypes][dev.tfpaas.topology.KnownTypes], so that no attribute is
/// described here again: the keys of the file, their types and descriptions, and the schema for
/// editors are all made of the resources' schemas by [Vocabulary][dev.tfpaas.topology.Vocabulary].
/// Nothing here runs anything: Terraform does.
///
/// Start reading at [dev.tfpaas.topology.TopologyReader], then [dev.tfpaas.topology.Rendering].
@NullMarked
package dev.tfpaas.topology;

import org.jspecify.annotations.NullMarked;
