/** Looking after jobs by the clock, on the emulator. */
@NullMarked
package dev.elementwise.acceptance.sweep;

import org.jspecify.annotations.NullMarked;
