/** The template as it is, deployed to LocalStack: the HTTP contract, and what lies behind it. */
@NullMarked
package dev.elementwise.localstack;

import org.jspecify.annotations.NullMarked;
