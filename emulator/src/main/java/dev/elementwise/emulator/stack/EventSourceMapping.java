package dev.elementwise.emulator.stack;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * A queue whose messages a function gets.
 *
 * @param function logical id
 * @param queue logical id
 * @param batchSize 1 to 10,000
 * @param window how long to collect a batch, 0 to 300 s
 * @param reportBatchItemFailures whether the function answers with the messages that failed
 * @param maximumConcurrency 2 to 20,000, or none
 */
public record EventSourceMapping(String id, String function, String queue, int batchSize, Duration window,
                                 boolean reportBatchItemFailures, OptionalInt maximumConcurrency) {
}
