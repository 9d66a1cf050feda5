package dev.elementwise.compute;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How well lanes fill cores: 1,000 elements of about 0.1 ms on lanes, and the same elements cut into equal parts for
 * bare threads, which is all that the machine gives. The efficiency at two cores is bare time over lanes' time with two
 * of each; against one core it is half of the time on one over that on two, and has the machine's own losses in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EfficiencyBenchmark {

    private static final int ELEMENTS = 1_000;

    @Param({"1", "2"})
    private int cores;

    private BatchOfRange range;
    private Lanes lanes;
    private ExecutorService threads;

    @Setup
    public void open() {
        range = new BatchOfRange("monte-carlo-pi", "{\"samples\":13000}", ELEMENTS);
        lanes = new ForkJoinLanes(cores, Clock.systemUTC());
        threads = Executors.newFixedThreadPool(cores);
    }

    @TearDown
    public void close() {
        lanes.close();
        threads.shutdownNow();
        range.close();
    }

    @Benchmark
    public Object lanes() {
        return range.compute(lanes);
    }

    @Benchmark
    public long bareThreads() throws InterruptedException, ExecutionException {
        List<Future<Long>> parts = new ArrayList<>();
        for (int core = 0; core < cores; core++) {
            int from = ELEMENTS * core / cores;
            int to = ELEMENTS * (core + 1) / cores;
            parts.add(threads.submit(() -> range.computeBare(from, to)));
        }
        long values = 0;
        for (Future<Long> part : parts) {
            values += part.get();
        }
        return values;
    }
}
