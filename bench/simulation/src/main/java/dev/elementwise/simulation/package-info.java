/** Jobs on thousands of functions in virtual time: the engine's own decisions, with AWS's ramps, delays and prices. */
@NullMarked
package dev.elementwise.simulation;

import org.jspecify.annotations.NullMarked;
