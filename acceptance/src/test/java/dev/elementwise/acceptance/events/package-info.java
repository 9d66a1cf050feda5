/** The files of {@code events/}, recorded from the emulator's own gateway, queues and schedules. */
@NullMarked
package dev.elementwise.acceptance.events;

import org.jspecify.annotations.NullMarked;
