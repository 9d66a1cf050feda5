/** A stack: what a template asks for, with parameters, conditions and references resolved. */
@NullMarked
package dev.elementwise.emulator.stack;

import org.jspecify.annotations.NullMarked;
