package dev.elementwise.reduce;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Calls a task's reducer, which may never come back, in a thread of its own. One that takes too long is interrupted and
 * left alone, and its job's reducer is not called again for a minute by this process: a thread that does not heed the
 * interrupt keeps a core. Safe for use by several threads.
 */
final class TimeLimit {

    /** For one that heeds the interrupt. */
    private static final long LAST_WORDS_MILLIS = 100;
    /** After that it may have been the machine that was slow. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Duration limit;
    /** When jobs' reducers were late last, by {@link System#nanoTime}. */
    private final Map<String, Long> late = new ConcurrentHashMap<>();
    private final Set<Thread> interrupted = ConcurrentHashMap.newKeySet();

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

        /** @throws Exceeded if it takes too long, or has done so lately */
        <T> T call(Supplier<T> code);
    }

    /** A reducer took too long. */
    static final class Exceeded extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Exceeded(Duration limit) {
            super("the reducer took more than " + limit.toMillis() / 1000.0 + " s");
        }
    }

    Guard of(String job) {
        return new Guard() {
            @Override
            public <T> T call(Supplier<T> code) {
                return TimeLimit.this.call(job, code);
            }
        };
    }

    /** Whether what took too long goes on. */
    boolean isOverrun() {
        interrupted.removeIf(TimeLimit::hasEnded);
        return !interrupted.isEmpty();
    }

    private static boolean hasEnded(Thread thread) {
        try {
            thread.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private <T> T call(String job, Supplier<T> code) {
        late.values().removeIf(at -> System.nanoTime() - at > REMEMBERED.toNanos());
        if (late.containsKey(job)) {
            throw new Exceeded(limit);
        }
        FutureTask<T> task = new FutureTask<>(code::get);
        Thread thread = new Thread(task, "reduce");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            late.put(job, System.nanoTime());
            interrupted.add(thread);
            task.cancel(true);
            throw new Exceeded(limit);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a reducer ran", e);
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
}
