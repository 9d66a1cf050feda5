package dev.elementwise.compute;

import dev.elementwise.queue.Span;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.task.Catalogue;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Children without a process, in virtual time: an element runs when its report is awaited, in the order of the starts;
 * one that is deadly, or runs out of memory, is the child's death, and one that hangs lets the time go by.
 */
final class InlineIsolation implements Isolation {

    private final Catalogue catalogue;
    private final SettableClock clock;
    private final Predicate<@Nullable Object> deadly;
    private final Predicate<@Nullable Object> hanging;
    private int children;
    private int alive;
    private int startable = Integer.MAX_VALUE;
    private Duration start = Duration.ZERO;

    InlineIsolation(Catalogue catalogue, SettableClock clock, Predicate<@Nullable Object> deadly,
                    Predicate<@Nullable Object> hanging) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.deadly = deadly;
        this.hanging = hanging;
    }

    /** How many have been started. */
    int children() {
        return children;
    }

    /** How many have not been closed. */
    int alive() {
        return alive;
    }

    /** Whether no child can be started from now on. */
    void refuse(boolean all) {
        startAtMost(all ? 0 : Integer.MAX_VALUE);
    }

    /** How many more children can be started. */
    void startAtMost(int most) {
        startable = most;
    }

    /** How long a child takes to start from now on. */
    void startIn(Duration duration) {
        start = duration;
    }

    @Override
    public Child start(int lanes) {
        if (startable == 0) {
            throw new IsolationException("As asked");
        }
        startable--;
        clock.forward(start);
        children++;
        alive++;
        return new Inline(lanes);
    }

    private record Started(int position, Span span, long index, @Nullable Object element) {
    }

    private final class Inline implements Child {

        private final int lanes;
        private final Deque<Started> flying = new ArrayDeque<>();
        private final Deque<ReducerCall> calls = new ArrayDeque<>();

        private Inline(int lanes) {
            this.lanes = lanes;
        }

        @Override
        public void run(int position, SpanWork work, int within) {
            flying.add(new Started(position, work.span(), work.index(within), work.element(within)));
            if (flying.size() > lanes) {
                throw new AssertionError(flying.size() + " elements in flight on " + lanes + " lanes");
            }
        }

        @Override
        public void call(ReducerCall call) {
            calls.add(call);
        }

        @Override
        public Optional<Report> await(Duration patience) {
            ReducerCall call = calls.poll();
            if (call != null) {
                return Optional.of(answer(call));
            }
            for (Started next : flying) {
                if (deadly.test(next.element())) {
                    return Optional.of(new Report.Died("as asked"));
                }
                if (!hanging.test(next.element())) {
                    flying.remove(next);
                    return Optional.of(run(next));
                }
            }
            clock.forward(patience);
            return Optional.empty();
        }

        private Report answer(ReducerCall call) {
            try {
                return new Report.Answered(call.answer(new Reductions(catalogue)));
            } catch (VirtualMachineError e) {
                return new Report.Died(e.toString());
            }
        }

        private Report run(Started started) {
            try (Computations computations = new Computations(catalogue)) {
                return new Report.Ended(started.position(),
                    computations.runner(started.span()).run(started.index(), started.element()));
            } catch (VirtualMachineError e) {
                return new Report.Died(e.toString());
            }
        }

        @Override
        public void close() {
            alive--;
        }
    }
}
