package dev.elementwise.simulation;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, in which fibers take turns: one goes on until it waits, then the one whose moment is next. They are
 * threads, for the engine waits as threads do, but only one runs at a time, and which is decided by moments alone.
 */
public final class VirtualTime {

    static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

    private final PriorityQueue<Moment> moments = new PriorityQueue<>();
    private final Turn main = new Turn(Thread.currentThread());
    private long now;
    private long planned;
    private @Nullable Throwable failure;

    private record Moment(long nanos, long number, @Nullable Turn turn, @Nullable Runnable action)
        implements Comparable<Moment> {

        @Override
        public int compareTo(Moment other) {
            int order = Long.compare(nanos, other.nanos);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    /** Nanoseconds since the beginning. */
    public long now() {
        return now;
    }

    /** A clock that shows when the running fiber, or what happens, last had its turn. */
    Clock clock() {
        return new NanoClock() {
            @Override
            long nanos() {
                return now;
            }
        };
    }

    /** Lets something happen, now at the earliest, which must not wait. */
    void at(long nanos, Runnable action) {
        moments.add(new Moment(Math.max(now, nanos), planned++, null, action));
    }

    /** Waits as the fiber whose turn it is; returns at once where that time has come already. */
    void waitUntil(long nanos, Turn self) {
        if (nanos > now) {
            moments.add(new Moment(nanos, planned++, self, null));
            passOn();
            self.await();
        }
    }

    /** Gives the turn away, until somebody gives it back with {@link #give}. */
    void rest(Turn self) {
        passOn();
        self.await();
    }

    /** Lets a fiber that rests go on, now but not before whoever calls waits. */
    void give(Turn turn) {
        moments.add(new Moment(now, planned++, turn, null));
    }

    /** Lets everything happen, until nothing is left to happen. */
    void run() {
        passOn();
        main.await();
        if (failure != null) {
            throw new IllegalStateException("The simulation broke", failure);
        }
    }

    /** Ends everything, for something is wrong. */
    void fail(Throwable cause) {
        failure = cause;
        moments.clear();
    }

    private void passOn() {
        for (Moment next = moments.poll(); next != null; next = moments.poll()) {
            now = next.nanos();
            if (next.turn() != null) {
                next.turn().give();
                return;
            }
            happen(Objects.requireNonNull(next.action()));
        }
        main.give();
    }

    private void happen(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }
}
