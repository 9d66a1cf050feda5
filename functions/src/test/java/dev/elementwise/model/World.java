package dev.elementwise.model;

import dev.elementwise.time.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, and those who live in it.
 *
 * <p>Fibers take turns: one runs until it lets time pass, then the one whose moment is next. They are threads, for the
 * engine waits as threads do; but only one of them runs at a time, and which is decided by moments alone, so that the
 * same seed gives the same history. While a fiber is the next itself no thread is switched.
 */
public final class World {

    private final Random random;
    private final Carriers carriers;
    /** Of whoever lets everything happen. */
    private Turn main = new Turn(Thread.currentThread());
    private final PriorityQueue<Moment> moments = new PriorityQueue<>();
    private int processesBegun;
    private final Set<Process> processes = new LinkedHashSet<>();
    private final Process nature = new Process(this);
    private final SettableClock clock;
    private final Instant begin;
    private long nanos;
    private long planned;
    private long history = 17;
    private @Nullable Fiber running;
    private @Nullable Throwable failure;
    private @Nullable Consumer<String> listener;
    private BooleanSupplier over = () -> false;

    World(long seed, Carriers carriers) {
        this(seed, carriers, new SettableClock());
    }

    /** @param clock shows the world's time, and is put forward by it alone */
    public World(long seed, Carriers carriers, SettableClock clock) {
        // Seeds in a row give much the same first numbers.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.carriers = carriers;
        this.clock = clock;
        this.begin = clock.instant();
    }

    public Clock clock() {
        return clock;
    }

    public Random random() {
        return random;
    }

    int nextProcess() {
        return processesBegun++;
    }

    /** Two histories of the same seed have the same number. */
    long history() {
        return history;
    }

    /** A process that does not die. */
    Process nature() {
        return nature;
    }

    /** Lets somebody hear what happens. */
    void tell(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Says what happens, if anybody listens. */
    void say(Supplier<String> what) {
        if (listener != null) {
            listener.accept(clock.instant() + " " + what.get());
        }
    }

    /** Whether it is a fiber's turn, rather than that something happens. */
    public boolean isRunning() {
        return running != null;
    }

    /** Whose turn it is. */
    public Fiber running() {
        return Objects.requireNonNull(running, "Nobody's turn");
    }

    /** Lets a fiber of the process begin, now but not before this one lets time pass. */
    public Fiber spawn(Process process, Runnable body) {
        Fiber fiber = new Fiber(this, process, body);
        processes.add(process);
        process.began(fiber);
        plan(Duration.ZERO, fiber, null);
        return fiber;
    }

    /** Lets something happen later, which must not let time pass. */
    public void after(Duration delay, Runnable action) {
        plan(delay, null, action);
    }

    /** Lets time pass for the running fiber, or until somebody wakes it. */
    public void pass(Duration duration) {
        Fiber self = running();
        plan(duration, self, null);
        next();
        self.await();
    }

    /** Ends a fiber's wait now. */
    public void wake(Fiber fiber) {
        Moment waiting = fiber.waiting();
        if (waiting != null && moments.remove(waiting)) {
            plan(Duration.ZERO, fiber, null);
        }
    }

    /**
     * Lets everything happen, until nothing is left to happen.
     *
     * @throws Violation if something is wrong
     */
    public void run() {
        goOn();
        if (failure instanceof Violation violation) {
            throw violation;
        } else if (failure != null) {
            throw new Violation("Nothing is expected to throw " + failure, failure);
        }
    }

    /**
     * Lets everything happen until this is so, or nothing is left to happen.
     *
     * @throws Violation if something is wrong
     */
    public void runUntil(BooleanSupplier end) {
        over = end;
        try {
            run();
        } finally {
            over = () -> false;
        }
    }

    /** Ends everything that still goes on. */
    public void end() {
        moments.removeIf(moment -> moment.action() != null);
        failure = null;
        List.copyOf(processes).forEach(Process::die);
        moments.removeIf(moment -> moment.action() != null);
        goOn();
    }

    private void goOn() {
        main = new Turn(Thread.currentThread());
        next();
        main.await();
    }

    /** Ends the world's history, for something is wrong. */
    void fail(Throwable cause) {
        failure = cause;
    }

    /** Puts the clock forward, when nothing goes on any more. */
    void forward(Instant to) {
        proceed(Math.max(nanos, Duration.between(begin, to).toNanos()));
    }

    private void proceed(long to) {
        clock.forward(Duration.ofNanos(to - nanos));
        nanos = to;
    }

    private void plan(Duration delay, @Nullable Fiber fiber, @Nullable Runnable action) {
        Moment moment = new Moment(nanos + delay.toNanos(), planned++, fiber, action);
        if (fiber != null) {
            fiber.waitFor(moment);
        }
        moments.add(moment);
    }

    /** Gives the turn away, to the fiber that is next. */
    void next() {
        running = null;
        while (failure == null && !over.getAsBoolean() && !moments.isEmpty()) {
            Moment next = moments.remove();
            proceed(next.nanos());
            history = history * 31 + nanos + next.number();
            Fiber fiber = next.fiber();
            if (fiber != null) {
                fiber.waitFor(null);
                running = fiber;
                fiber.give(carriers);
                return;
            }
            happen(Objects.requireNonNull(next.action()));
        }
        main.give();
    }

    private void happen(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            fail(e);
        }
    }
}
