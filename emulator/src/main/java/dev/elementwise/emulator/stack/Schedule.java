package dev.elementwise.emulator.stack;

import java.time.Duration;
import java.util.Optional;

/**
 * A function's call by the clock.
 *
 * @param function logical id
 * @param every from one call to the next
 * @param input JSON that the function gets in place of the event that tells of the schedule
 */
public record Schedule(String id, String function, Duration every, Optional<String> input) {
}
