@NullMarked
package dev.elementwise.emulator.gateway;

import org.jspecify.annotations.NullMarked;
