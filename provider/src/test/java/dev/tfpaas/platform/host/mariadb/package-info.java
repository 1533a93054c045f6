@NullMarked
package dev.tfpaas.platform.host.mariadb;

import org.jspecify.annotations.NullMarked;
