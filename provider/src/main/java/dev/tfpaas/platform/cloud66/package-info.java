/// Cloud 66, over its public API version 3.
///
/// Cloud 66's word for our app is *stack*; its *failover group* was once called *elastic address*;
/// its *environment* is a name such as `production`, and its *environment variables* are our
/// variables. What the API lacks (cloning, adding a database, switching replication on, deleting a
/// stack) is done in the vendor's dashboard: this package checks for evidence that it was done, and
/// otherwise names the clicks. It uses the shared HTTP client and a YAML tree for manifests.
///
/// Start reading at [dev.tfpaas.platform.cloud66.Cloud66Platform], then
/// [dev.tfpaas.platform.cloud66.Cloud66Switch] for the order of a switch.
@NullMarked
package dev.tfpaas.platform.cloud66;

import org.jspecify.annotations.NullMarked;
