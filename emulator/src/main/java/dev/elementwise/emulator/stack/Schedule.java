package dev.elementwise.emulator.stack;

import java.time.Duration;

/**
 * A function's call by the clock.
 *
 * @param function logical id
 * @param every from one call to the next
 */
public record Schedule(String id, String function, Duration every) {
}
