package dev.elementwise.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Schedules of seeds in a row, as many at the same time as there are cores. */
final class SeedRange {

    private final long end;
    private final AtomicLong next;
    private final AtomicReference<Optional<String>> broken = new AtomicReference<>(Optional.empty());

    SeedRange(long first, long end) {
        this.next = new AtomicLong(first);
        this.end = end;
    }

    /** What the first schedule says that breaks an invariant as the fault does, and how to see it again. */
    Optional<String> findBroken(Fault fault) throws InterruptedException, ExecutionException {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(cores);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int core = 0; core < cores; core++) {
                running.add(threads.submit(() -> run(fault)));
            }
            for (Future<?> run : running) {
                run.get();
            }
            return broken.get();
        } finally {
            threads.shutdownNow();
        }
    }

    private void run(Fault fault) {
        try (Carriers carriers = new Carriers()) {
            for (long seed = next.getAndIncrement(); seed < end && broken.get().isEmpty();
                seed = next.getAndIncrement()) {
                run(seed, fault, carriers);
            }
        }
    }

    private void run(long seed, Fault fault, Carriers carriers) {
        try {
            new Schedule(seed, fault, carriers).run();
        } catch (Violation e) {
            if (!String.valueOf(e.getMessage()).contains(fault.breaks())) {
                return;
            }
            broken.set(Optional.of("Seed " + seed + ": " + e.getMessage() + System.lineSeparator()
                + "Replay it with mvn -pl functions test -Dtest=ModelTest -Dmodel.seed=" + seed));
        }
    }
}
