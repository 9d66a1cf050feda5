package dev.elementwise.compute;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an element costs beyond its task, which does nothing here: the lanes' counter and marks, the outcome and its
 * line, the meters of time and CPU time. Time an element, to be multiplied by the lanes for a core's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ElementBenchmark {

    private static final int ELEMENTS = 65_536;

    @Param({"1", "2"})
    private int lanes;

    private BatchOfRange range;
    private Lanes forkJoin;

    @Setup
    public void open() {
        range = new BatchOfRange("identity", "{}", ELEMENTS);
        forkJoin = new ForkJoinLanes(lanes, Clock.systemUTC());
    }

    @TearDown
    public void close() {
        forkJoin.close();
        range.close();
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public Object identity() {
        return range.compute(forkJoin);
    }
}
