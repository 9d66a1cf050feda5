package dev.elementwise.compute;

import dev.elementwise.concurrent.Threads;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Semaphore;
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
 * <p>Several batches share the lanes: each has a stream of its own, whose threads compute while they have one of as many
 * permits as there are cores. So a lane that one batch does not need any more is the next one's. The pool has threads
 * for as many batches as lanes, and for each one more, that waits at its stream's end.
 */
final class ForkJoinLanes implements Lanes {

    private final int count;
    private final Clock clock;
    private final ExecutorService single = Threads.daemons("single");
    private final Set<Shared> running = ConcurrentHashMap.newKeySet();
    private final ForkJoinPool pool;
    private final Semaphore free;

    /** @param count how many elements run at the same time, at least 1 */
    ForkJoinLanes(int count, Clock clock) {
        this.count = count;
        this.clock = clock;
        this.pool = new ForkJoinPool(count * (count + 1), ForkJoinLanes::thread, null, false);
        this.free = new Semaphore(count);
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
    public int idle() {
        return haveStartedAll()
            ? Math.max(0, count - running.stream().mapToInt(run -> run.inFlight().size()).sum()) : 0;
    }

    @Override
    public boolean haveStartedAll() {
        return running.stream().noneMatch(Shared::hasUnstarted);
    }

    @Override
    public Run start(int size, IntPredicate element) {
        Shared run = new Shared(count, size, element);
        // The stream starts in the pool, so it is the pool's threads that run it.
        pool.submit(() -> IntStream.range(0, count).parallel().forEach(run::laneInTurn));
        return run;
    }

    /** Beside the lanes, which may all be taken by elements of other batches. */
    @Override
    public Run startOne(Runnable work) {
        Shared run = new Shared(1, 1, position -> {
            work.run();
            return true;
        });
        single.execute(() -> run.lane(0));
        return run;
    }

    @Override
    public void close() {
        pool.shutdownNow();
        single.shutdownNow();
    }

    /** One batch on the lanes. */
    private final class Shared implements Run {

        private static final long NONE = -1;

        private final int lanes;
        private final int size;
        private final IntPredicate element;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger working = new AtomicInteger();
        private final AtomicInteger left = new AtomicInteger();
        private final AtomicLongArray current;
        private final AtomicLongArray since;
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private volatile int limit;

        private Shared(int lanes, int size, IntPredicate element) {
            this.lanes = lanes;
            this.size = size;
            this.limit = size;
            this.element = element;
            this.current = new AtomicLongArray(lanes);
            this.since = new AtomicLongArray(lanes);
            for (int lane = 0; lane < lanes; lane++) {
                current.set(lane, NONE);
            }
            running.add(this);
            end.whenComplete((nothing, broken) -> running.remove(this));
            endIfDone();
        }

        private boolean hasUnstarted() {
            return next.get() < limit;
        }

        /** A lane that others hold may be there when everything is done, and nobody waits for it. */
        private void laneInTurn(int lane) {
            try {
                free.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the lanes are closed
                return;
            }
            try {
                lane(lane);
            } finally {
                free.release();
            }
        }

        private void lane(int lane) {
            working.incrementAndGet();
            try {
                takeAll(lane);
            } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
                throw e;
            } finally {
                working.decrementAndGet();
                left.incrementAndGet();
                endIfDone();
            }
        }

        private void endIfDone() {
            if (working.get() == 0 && !hasUnstarted() || left.get() == lanes) {
                end.complete(null);
            }
        }

        private void takeAll(int lane) {
            while (true) {
                int from = next.get();
                int to = Math.min(size, from + Lanes.runLength(from, size, lanes));
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
            endIfDone();
        }

        @Override
        public void stopAt(int position) {
            limit = Math.min(limit, position);
            endIfDone();
        }

        @Override
        public int taken() {
            return next.get();
        }

        @Override
        public boolean await(long millis) {
            try {
                end.get(millis, TimeUnit.MILLISECONDS);
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
            for (int lane = 0; lane < lanes; lane++) {
                long position = current.get(lane);
                if (position != NONE) {
                    running.add(new InFlight((int) position, since.get(lane)));
                }
            }
            return running;
        }

        @Override
        public int working() {
            return working.get();
        }
    }
}
