package dev.elementwise.compute;

import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time in which many actors work at once. They take turns: one goes on until it sleeps, then the one whose
 * moment is next. They are threads, for the engine waits as threads do, but only one of them runs at a time, so that
 * the same deployment takes much the same course each time: jobs have other ids.
 */
final class Turns {

    /** What an actor meets at its next step after its process has died. No code takes it for an element's outcome. */
    static final class Death extends VirtualMachineError {
        private static final long serialVersionUID = 1;
    }

    private final SettableClock clock;
    private final PriorityQueue<Moment> moments = new PriorityQueue<>();
    private final Semaphore back = new Semaphore(0);
    private final Set<Actor> actors = new LinkedHashSet<>();
    private long planned;
    private volatile @Nullable Actor running;
    private volatile @Nullable Throwable failure;

    private record Moment(Instant at, long number, Runnable action) implements Comparable<Moment> {

        @Override
        public int compareTo(Moment other) {
            int order = at.compareTo(other.at);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    Turns(SettableClock clock) {
        this.clock = clock;
    }

    /** Lets something happen later, which must not sleep. */
    void at(Instant time, Runnable action) {
        plan(time, action);
    }

    /** Whose turn it is; nobody's, while something else happens. */
    @Nullable Actor running() {
        return running;
    }

    /** Lets an actor of the process begin, now but not before this one sleeps. */
    Actor start(VirtualProcess process, Runnable work) {
        Actor actor = new Actor(process, work);
        actors.add(actor);
        actor.waiting = plan(clock.instant(), actor::proceed);
        actor.start();
        return actor;
    }

    /** Lets time pass for the running actor, or until somebody wakes it. */
    void sleep(Duration time) {
        Actor self = Objects.requireNonNull(running, "Nobody's turn");
        self.waiting = plan(clock.instant().plus(time), self::proceed);
        back.release();
        self.go.acquireUninterruptibly();
        self.process.requireAlive();
    }

    void wake(Actor actor) {
        if (actor.waiting != null && moments.remove(actor.waiting)) {
            actor.waiting = plan(clock.instant(), actor::proceed);
        }
    }

    /** Lets everything happen until it is over. */
    void run(BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            Moment next = Objects.requireNonNull(moments.poll(), "Nothing is left to happen");
            if (next.at().isAfter(clock.instant())) {
                clock.forward(Duration.between(clock.instant(), next.at()));
            }
            next.action().run();
            if (failure != null) {
                throw new AssertionError("Nothing is expected to throw this", failure);
            }
        }
    }

    /** Lets those whose processes have died come to their ends, and nothing else happen any more. */
    void end() {
        moments.clear();
        List.copyOf(actors).forEach(Actor::proceed);
    }

    private Moment plan(Instant at, Runnable action) {
        Moment moment = new Moment(at, planned++, action);
        moments.add(moment);
        return moment;
    }

    /** Something of a process that goes on by itself. */
    final class Actor extends Thread {

        private final VirtualProcess process;
        private final Runnable work;
        private final Semaphore go = new Semaphore(0);
        private @Nullable Moment waiting;

        private Actor(VirtualProcess process, Runnable work) {
            super("actor");
            this.process = process;
            this.work = work;
            setDaemon(true);
        }

        VirtualProcess process() {
            return process;
        }

        /** Lets the actor go on until it sleeps or ends. */
        private void proceed() {
            waiting = null;
            running = this;
            go.release();
            back.acquireUninterruptibly();
            running = null;
        }

        @Override
        public void run() {
            go.acquireUninterruptibly();
            try {
                process.requireAlive();
                work.run();
            } catch (Death e) {
                // It was to die.
            } catch (Throwable e) {
                failure = e;
            } finally {
                process.ended(this);
                actors.remove(this);
                back.release();
            }
        }
    }
}
