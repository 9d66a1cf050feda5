package dev.elementwise.cli;

import java.util.Map;
import java.util.Optional;

/** What an ended job took, as far as it tells something: a job of less than a second of CPU time tells of its start. */
record Stats(double speedUp, double coresBusy) {

    private static final double ENOUGH_CPU_SECONDS = 1;

    /** The stats among a job's fields; none if they tell nothing. */
    static Optional<Stats> find(Map<?, ?> job) {
        if (job.get("stats") instanceof Map<?, ?> stats && stats.get("cpuSeconds") instanceof Number cpu
                && cpu.doubleValue() >= ENOUGH_CPU_SECONDS && stats.get("speedUp") instanceof Number speedUp
                && stats.get("coresBusy") instanceof Number coresBusy) {
            return Optional.of(new Stats(speedUp.doubleValue(), coresBusy.doubleValue()));
        }
        return Optional.empty();
    }
}
