/** What a cancelled job's elements still do. */
@NullMarked
package dev.elementwise.acceptance.cancel;

import org.jspecify.annotations.NullMarked;
