/// Tests of the `paas` command as its user sees it: words in, text and exit status out.
@NullMarked
package dev.tfpaas.cli;

import org.jspecify.annotations.NullMarked;
