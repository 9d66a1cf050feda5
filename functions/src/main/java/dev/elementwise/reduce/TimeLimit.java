package dev.elementwise.reduce;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Calls a task's reducer, which may never come back, in a thread of its own. One that takes too long is interrupted and
 * left alone, and its job's reducer is not called again by this process: a thread that does not heed the interrupt keeps
 * a core. Safe for use by several threads.
 */
final class TimeLimit {

    /** For a few thousand values; what a batch's commit has left before its function is stopped is more. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Duration limit;
    private final Set<String> late = ConcurrentHashMap.newKeySet();

    TimeLimit() {
        this(LIMIT);
    }

    TimeLimit(Duration limit) {
        this.limit = limit;
    }

    /** Runs a job's code. */
    interface Guard {

        /** For code that comes back. */
        Guard NONE = new Guard() {
            @Override
            public <T> T call(Supplier<T> code) {
                return code.get();
            }
        };

        /** @throws IllegalStateException if it takes too long, or has done so before */
        <T> T call(Supplier<T> code);
    }

    Guard of(String job) {
        return new Guard() {
            @Override
            public <T> T call(Supplier<T> code) {
                return TimeLimit.this.call(job, code);
            }
        };
    }

    private <T> T call(String job, Supplier<T> code) {
        if (late.contains(job)) {
            throw tooLong();
        }
        FutureTask<T> task = new FutureTask<>(code::get);
        Thread thread = new Thread(task, "reduce");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | CancellationException e) {
            late.add(job);
            task.cancel(true);
            throw tooLong();
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    /** What the code throws is thrown as if it had been called here. */
    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException thrown ? thrown : new IllegalStateException(cause);
    }

    private IllegalStateException tooLong() {
        return new IllegalStateException("the reducer took more than " + limit.toSeconds() + " s");
    }
}
