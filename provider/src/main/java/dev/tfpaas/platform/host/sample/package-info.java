/// The app that runs where an estate names no command: it writes a row for each request, and reads
/// it back on request. Knows PostgreSQL's connection only, as an app from outside would.
@NullMarked
package dev.tfpaas.platform.host.sample;

import org.jspecify.annotations.NullMarked;
