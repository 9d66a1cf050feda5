package dev.elementwise.status;

import dev.elementwise.job.Effort;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what an ended job took. Safe for use by several threads. */
final class StatsView {

    private static final double NANOS = 1e9;
    private static final int MICROSECONDS = 6;
    private static final int THOUSANDTHS = 3;
    /** A job is put, and published. */
    private static final int WRITES_OF_SUBMIT = 2;

    private final Prices prices;

    StatsView(Prices prices) {
        this.prices = prices;
    }

    Map<String, @Nullable Object> of(Job job, Ending ending) {
        Effort effort = job.tally().effort();
        double wall = Math.max(0, Duration.between(job.spec().createdAt(), ending.at()).toNanos() / NANOS);
        double cpu = effort.cpuNanos() / NANOS;
        Map<String, @Nullable Object> stats = new LinkedHashMap<>();
        stats.put("wallSeconds", decimal(wall, THOUSANDTHS));
        stats.put("cpuSeconds", decimal(cpu, MICROSECONDS));
        stats.put("speedUp", wall > 0 ? decimal(cpu / wall, THOUSANDTHS) : null);
        stats.put("coresBusy", effort.laneNanos() > 0
            ? decimal(Math.min(1, (double) effort.cpuNanos() / effort.laneNanos()), THOUSANDTHS) : null);
        stats.put("invocations", effort.invocations());
        stats.put("messages", effort.messages());
        stats.put("storeWrites", effort.writes() + WRITES_OF_SUBMIT);
        stats.put("resultBytes", effort.resultBytes());
        stats.put("estimatedDollars", new BigDecimal(prices.dollars(effort), new MathContext(THOUSANDTHS)));
        return stats;
    }

    private static BigDecimal decimal(double number, int digits) {
        BigDecimal rounded = BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
