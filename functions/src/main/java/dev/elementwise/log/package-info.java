/** What the functions' logs say. */
@NullMarked
package dev.elementwise.log;

import org.jspecify.annotations.NullMarked;
