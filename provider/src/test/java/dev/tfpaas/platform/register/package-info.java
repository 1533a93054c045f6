/// Tests of what is assumed of the vendors. Start reading at
/// [dev.tfpaas.platform.register.RegisterTest].
@org.jspecify.annotations.NullMarked
package dev.tfpaas.platform.register;
