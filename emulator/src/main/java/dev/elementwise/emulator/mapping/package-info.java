/** Event source mappings: what brings a queue's messages to a function. */
@NullMarked
package dev.elementwise.emulator.mapping;

import org.jspecify.annotations.NullMarked;
