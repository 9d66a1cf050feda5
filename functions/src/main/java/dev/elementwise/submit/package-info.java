/** Taking jobs in: {@code POST /jobs}. */
@NullMarked
package dev.elementwise.submit;

import org.jspecify.annotations.NullMarked;
