@NullMarked
package dev.tfpaas.platform.host.redis;

import org.jspecify.annotations.NullMarked;
