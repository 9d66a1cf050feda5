/** Functions: execution environments, invocations, the Runtime API. */
@NullMarked
package dev.elementwise.emulator.lambda;

import org.jspecify.annotations.NullMarked;
