/** Where jobs, blocks and progress are kept. */
@NullMarked
package dev.elementwise.store;

import org.jspecify.annotations.NullMarked;
