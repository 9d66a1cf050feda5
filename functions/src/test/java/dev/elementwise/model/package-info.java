/**
 * The engine in virtual time, among crashes, losses and duplicates that a seed decides. Start with {@link
 * dev.elementwise.model.Schedule}.
 */
@NullMarked
package dev.elementwise.model;

import org.jspecify.annotations.NullMarked;
