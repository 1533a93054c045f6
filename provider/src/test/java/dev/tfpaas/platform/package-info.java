/// What the tests of all platforms share: the promises of each capability, and the lists of the
/// calls that the vendors' public APIs have. Uses the platforms and their emulators. Start reading
/// at [dev.tfpaas.platform.PublicApi].
@org.jspecify.annotations.NullMarked
package dev.tfpaas.platform;
