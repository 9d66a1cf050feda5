/** HTTP as the functions speak it: the one place that knows status codes and the gateway's events. */
@NullMarked
package dev.elementwise.http;

import org.jspecify.annotations.NullMarked;
