package dev.elementwise.emulator.stack;

import java.time.Duration;
import java.util.Optional;

/**
 * A standard queue.
 *
 * @param id logical id
 * @param name the queue's name
 * @param redrive where messages go that were received too often
 */
public record QueueResource(String id, String name, Duration visibilityTimeout, Duration retention, Duration delay,
                            Duration receiveWait, int maximumMessageBytes, Optional<Redrive> redrive) {

    /**
     * @param deadLetterQueue logical id of the queue that takes them
     * @param maxReceiveCount 1 to 1,000
     */
    public record Redrive(String deadLetterQueue, int maxReceiveCount) {
    }
}
