package dev.elementwise.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time and how to let it pass; tests give one that takes none. */
record Timing(Clock clock, Pause pause) {

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void pause(Duration duration) throws InterruptedException;
    }

    static Timing real() {
        return new Timing(Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis()));
    }

    Instant now() {
        return clock.instant();
    }

    void pause(Duration duration) throws InterruptedException {
        pause.pause(duration);
    }
}
