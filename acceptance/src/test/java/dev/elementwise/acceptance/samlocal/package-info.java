/** The contract suite against {@code sam local}, by the Maven profile of that name. */
@NullMarked
package dev.elementwise.acceptance.samlocal;

import org.jspecify.annotations.NullMarked;
