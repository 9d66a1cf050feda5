/** API Gateway: a REST API in front of functions. */
@NullMarked
package dev.elementwise.emulator.gateway;

import org.jspecify.annotations.NullMarked;
