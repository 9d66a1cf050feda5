/** JSON as Java values; the one place that knows the JSON library. */
@NullMarked
package dev.elementwise.json;

import org.jspecify.annotations.NullMarked;
