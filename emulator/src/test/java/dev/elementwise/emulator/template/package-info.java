@NullMarked
package dev.elementwise.emulator.template;

import org.jspecify.annotations.NullMarked;
