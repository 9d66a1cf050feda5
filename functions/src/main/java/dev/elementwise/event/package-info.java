/** What Lambda hands to functions and takes from them, read and written by our own JSON. */
@NullMarked
package dev.elementwise.event;

import org.jspecify.annotations.NullMarked;
