/** What a deployment sets. */
@NullMarked
package dev.elementwise.settings;

import org.jspecify.annotations.NullMarked;
