package dev.elementwise.status;

import java.time.Duration;

/** Lets time pass: {@link Thread#sleep}, or a test's clock. */
@FunctionalInterface
public interface Sleeper {

    /** @throws InterruptedException if the thread is asked to stop */
    void sleep(Duration pause) throws InterruptedException;

    /** The real one. */
    static Sleeper real() {
        return pause -> Thread.sleep(pause.toMillis());
    }
}
