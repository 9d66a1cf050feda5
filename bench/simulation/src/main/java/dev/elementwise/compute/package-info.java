/** The simulation's way into the package of the engine's workers. */
@NullMarked
package dev.elementwise.compute;

import org.jspecify.annotations.NullMarked;
