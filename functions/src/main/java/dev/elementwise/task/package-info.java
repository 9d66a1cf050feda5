/** What a task is, and the tasks that come with Elementwise. */
@NullMarked
package dev.elementwise.task;

import org.jspecify.annotations.NullMarked;
