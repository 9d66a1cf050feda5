/** Templates: a SAM template read, its intrinsic functions worked out, and what cannot be emulated refused. */
@NullMarked
package dev.elementwise.emulator.template;

import org.jspecify.annotations.NullMarked;
