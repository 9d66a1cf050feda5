/** The emulator as a whole: a template in, an API that answers out. */
@NullMarked
package dev.elementwise.emulator;

import org.jspecify.annotations.NullMarked;
