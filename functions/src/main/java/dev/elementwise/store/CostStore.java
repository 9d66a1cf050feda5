package dev.elementwise.store;

import java.time.Duration;
import java.util.Optional;

/**
 * Remembers what an element of a task costs one core, as workers have measured it. Only a hint: the last one who says it
 * is right. Thread-safety, visibility and errors as for {@link JobStore}.
 */
public interface CostStore {

    /** How long a cost is remembered that nobody has said again. */
    Duration REMEMBERED = Duration.ofDays(90);

    /** What an element of the task costs; empty where nobody has said it, or only long ago. */
    Optional<Duration> findCost(String task);

    /** Says what an element of the task costs. */
    void putCost(String task, Duration cost);
}
