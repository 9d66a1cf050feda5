/** JSON Schema 2020-12 over JSON values as plain Java. */
@NullMarked
package dev.elementwise.schema;

import org.jspecify.annotations.NullMarked;
