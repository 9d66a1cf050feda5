@NullMarked
package dev.elementwise.cli;

import org.jspecify.annotations.NullMarked;
