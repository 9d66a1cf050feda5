package dev.elementwise.compute;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Runs the elements of a batch on all cores.
 *
 * <p>There are as many lanes as cores, a parallel stream over the lanes' numbers in a pool of our own. Each lane takes
 * the next run of indices from one counter until none is left. A parallel stream over the elements themselves cuts
 * them into fixed parts beforehand, which leaves cores idle where costs differ.
 *
 * <p>For one batch at a time.
 */
final class ForkJoinLanes implements Lanes {

    private final int count;
    private final Clock clock;
    private final ForkJoinPool pool;

    /** @param count how many elements run at the same time, at least 1 */
    ForkJoinLanes(int count, Clock clock) {
        this.count = count;
        this.clock = clock;
        this.pool = new ForkJoinPool(count, ForkJoinLanes::thread, null, false);
    }

    private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("lane-" + thread.getPoolIndex());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Run start(int size, IntPredicate element) {
        Shared run = new Shared(size, element);
        // The stream starts in the pool, so it is the pool's threads that run it.
        run.task = pool.submit(() -> IntStream.range(0, count).parallel().forEach(run::lane));
        return run;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    /** One batch on the lanes. */
    private final class Shared implements Run {

        private static final long NONE = -1;

        private final int size;
        private final IntPredicate element;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicLongArray current = new AtomicLongArray(count);
        private final AtomicLongArray since = new AtomicLongArray(count);
        private volatile int limit;
        private Future<?> task = CompletableFuture.completedFuture(null);

        private Shared(int size, IntPredicate element) {
            this.size = size;
            this.limit = size;
            this.element = element;
            for (int lane = 0; lane < count; lane++) {
                current.set(lane, NONE);
            }
        }

        private void lane(int lane) {
            while (true) {
                int from = next.get();
                int to = Math.min(size, from + Lanes.runLength(from, size, count));
                if (from >= limit) {
                    return;
                }
                if (next.compareAndSet(from, to) && !run(lane, from, to)) {
                    return;
                }
            }
        }

        private boolean run(int lane, int from, int to) {
            for (int position = from; position < to; position++) {
                since.set(lane, clock.millis());
                // First in flight, then the look at the stop sign: whoever puts it up and then looks sees every
                // element that is still started.
                current.set(lane, position);
                if (position >= limit) {
                    current.set(lane, NONE);
                    return false;
                }
                if (!element.test(position)) {
                    return false;
                }
                current.set(lane, NONE);
            }
            return true;
        }

        @Override
        public void stop() {
            limit = 0;
        }

        @Override
        public void stopAt(int position) {
            limit = Math.min(limit, position);
        }

        @Override
        public int taken() {
            return next.get();
        }

        @Override
        public boolean await(long millis) {
            try {
                task.get(millis, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while elements were running", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("A lane broke", e.getCause());
            }
        }

        @Override
        public List<InFlight> inFlight() {
            List<InFlight> running = new ArrayList<>();
            for (int lane = 0; lane < count; lane++) {
                long position = current.get(lane);
                if (position != NONE) {
                    running.add(new InFlight((int) position, since.get(lane)));
                }
            }
            return running;
        }
    }
}
