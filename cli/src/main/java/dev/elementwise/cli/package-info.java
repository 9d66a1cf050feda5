/** The command line: {@code map} runs a job and prints its outcomes, {@code up} keeps a local system serving. */
@NullMarked
package dev.elementwise.cli;

import org.jspecify.annotations.NullMarked;
