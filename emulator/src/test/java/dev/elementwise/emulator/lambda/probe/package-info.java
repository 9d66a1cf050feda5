/** Functions for the tests; they run in JVMs of their own. */
@NullMarked
package dev.elementwise.emulator.lambda.probe;

import org.jspecify.annotations.NullMarked;
