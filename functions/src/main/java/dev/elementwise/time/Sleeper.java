package dev.elementwise.time;

import java.time.Duration;

/** Lets time go by; a test's sleeper lets its clock go by. */
@FunctionalInterface
public interface Sleeper {

    /** The thread sleeps. An interrupt ends the sleep and is an {@link IllegalStateException}, the flag set again. */
    Sleeper THREAD = duration -> {
        try {
            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    };

    void sleep(Duration duration);
}
