/** Puts together what the functions of a deployment work with. */
@NullMarked
package dev.elementwise.deployment;

import org.jspecify.annotations.NullMarked;
