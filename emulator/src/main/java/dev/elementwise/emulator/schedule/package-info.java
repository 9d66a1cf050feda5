/** Schedules: what calls a function by the clock. */
@NullMarked
package dev.elementwise.emulator.schedule;

import org.jspecify.annotations.NullMarked;
