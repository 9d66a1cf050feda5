package dev.elementwise.task;

import java.util.Objects;

/** Counts random points in the quarter circle: four times their share is nearly pi. */
public final class MonteCarloPi implements Task {

    private static final long SAMPLES = 1_000_000;

    @Override
    public TaskDescription describe() {
        return TaskDescription.of("monte-carlo-pi", "Monte Carlo pi", """
                Draws points (x, y) of the unit square and counts those with x*x + y*y <= 1, in 64-bit floating point. \
                The same seed gives the same count on every machine, for the generator is SplitMix64: all in unsigned \
                64-bit arithmetic, state starts as the seed (two's complement); each draw adds 0x9e3779b97f4a7c15 to \
                the state, then takes z = state; z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9; \
                z = (z ^ (z >> 27)) * 0x94d049bb133111eb; z = z ^ (z >> 31); and gives (z >> 11) / 2^53. \
                A point is two draws, x first.""")
            .element("""
                {"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991,
                 "description":"The seed of the random numbers"}""")
            .params("""
                {"type":"object","additionalProperties":false,"properties":{
                   "samples":{"type":"integer","minimum":1,"maximum":100000000000,"default":1000000,
                              "description":"How many points are drawn for each seed"}}}""")
            .value("""
                {"type":"integer","minimum":0,"description":"Points inside the quarter circle"}""")
            .example("""
                {"task":"monte-carlo-pi","range":{"start":1,"stop":9},"params":{"samples":1000000}}""");
    }

    @Override
    public Computation open(Params params) {
        long samples = params.integer("samples", SAMPLES);
        return element -> inside(((Number) Objects.requireNonNull(element)).longValue(), samples);
    }

    private static long inside(long seed, long samples) {
        SplitMix64 random = new SplitMix64(seed);
        long inside = 0;
        for (long i = 0; i < samples; i++) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            if (x * x + y * y <= 1) {
                inside++;
            }
        }
        return inside;
    }
}
