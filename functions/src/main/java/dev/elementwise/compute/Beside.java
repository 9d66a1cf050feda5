package dev.elementwise.compute;

import dev.elementwise.concurrent.Joining;
import dev.elementwise.time.Sleeper;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Runs work beside what is running. Safe for use by several threads. */
interface Beside {

    /** Work that has been started. */
    @FunctionalInterface
    interface Task {

        /** Waits for its end, and throws what it threw. */
        void join();
    }

    /** Starts work, which may outlast the call. */
    Task start(Runnable work);

    /** Waits a while. */
    void pause(Duration time);

    /** Runs work in an executor's threads. */
    static Beside in(Executor executor) {
        return new Beside() {
            @Override
            public Task start(Runnable work) {
                CompletableFuture<Void> future = CompletableFuture.runAsync(work, executor);
                return () -> Joining.join(future);
            }

            @Override
            public void pause(Duration time) {
                Sleeper.THREAD.sleep(time);
            }
        };
    }
}
