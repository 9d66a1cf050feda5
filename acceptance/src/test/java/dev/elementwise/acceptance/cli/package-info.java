/** The command line as its users have it: the jar, in a process of its own. */
@NullMarked
package dev.elementwise.acceptance.cli;

import org.jspecify.annotations.NullMarked;
