/** How many calls to queue and store a job costs. */
@NullMarked
package dev.elementwise.acceptance.calls;

import org.jspecify.annotations.NullMarked;
