package dev.elementwise.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Threads that fibers run on, kept from one world to the next. For one world at a time. */
public final class Carriers implements AutoCloseable {

    private final List<Carrier> all = new ArrayList<>();
    private final Deque<Carrier> idle = new ArrayDeque<>();

    /** Gives the fiber a thread, which waits for its turn. */
    Turn carry(Fiber fiber) {
        Carrier carrier = idle.poll();
        if (carrier == null) {
            carrier = new Carrier();
            all.add(carrier);
            carrier.start();
        }
        carrier.fiber = fiber;
        return carrier.turn;
    }

    @Override
    public void close() {
        all.forEach(carrier -> {
            carrier.fiber = null;
            carrier.turn.give();
        });
    }

    private final class Carrier extends Thread {

        private final Turn turn = new Turn(this);
        private @Nullable Fiber fiber;

        Carrier() {
            super("carrier");
            setDaemon(true);
        }

        @Override
        public void run() {
            turn.await();
            while (fiber != null) {
                Fiber carried = Objects.requireNonNull(fiber);
                carried.run();
                // Idle before the turn is given away: whoever gets it may need a thread.
                idle.push(this);
                carried.world().next();
                turn.await();
            }
        }
    }
}
