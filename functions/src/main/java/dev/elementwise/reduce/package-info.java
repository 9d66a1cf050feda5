/** One result of all values of a job: the built-in reducers, and how partials are made, combined and told. */
@NullMarked
package dev.elementwise.reduce;

import org.jspecify.annotations.NullMarked;
