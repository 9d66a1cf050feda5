/** Lambda's runtime for Java as a loop that runs on every operating system. */
@NullMarked
package dev.elementwise.runtime;

import org.jspecify.annotations.NullMarked;
