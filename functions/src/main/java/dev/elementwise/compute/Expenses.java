package dev.elementwise.compute;

import dev.elementwise.job.Effort;
import dev.elementwise.job.JobId;
import dev.elementwise.job.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * What is spent on the jobs of a batch, beside the elements' CPU time: each message and each stretch of
 * the lanes' time is told once. For one batch and one thread.
 */
final class Expenses {

    private final Batch batch;
    private final DoubleSupplier laneNanos;
    private final Map<JobId, Long> weighed = new HashMap<>();
    private double told;

    /**
     * What is spent from now on.
     *
     * @param laneNanos how many nanoseconds of a lane the batch has had so far
     */
    Expenses(Batch batch, DoubleSupplier laneNanos) {
        this.batch = batch;
        this.laneNanos = laneNanos;
        this.told = laneNanos.getAsDouble();
    }

    /**
     * What was spent since it was last told, on each job that has new outcomes. They share the lanes' time as their
     * elements took it.
     */
    Map<JobId, Effort> tell() {
        double now = laneNanos.getAsDouble();
        double news = now - told;
        Map<JobId, Long> weights = weights();
        Map<JobId, Effort> efforts = new HashMap<>();
        double sum = 0;
        for (Map.Entry<JobId, Long> job : weights.entrySet()) {
            sum += job.getValue() - weighed.getOrDefault(job.getKey(), 0L);
        }
        for (Map.Entry<JobId, Long> job : weights.entrySet()) {
            long before = weighed.getOrDefault(job.getKey(), 0L);
            if (job.getValue() > before) {
                long share = (long) (news * (job.getValue() - before) / sum);
                efforts.put(job.getKey(), effort(job.getKey(), share, before == 0));
                told = now;
            }
        }
        weighed.putAll(weights);
        return efforts;
    }

    /** What the jobs' elements took; each outcome counts as a nanosecond at least. */
    private Map<JobId, Long> weights() {
        Map<JobId, Long> weights = new HashMap<>();
        for (int number = 0; number < batch.works().size(); number++) {
            long weight = batch.outcomes(number).stream().mapToLong(Outcome::cpuNanos).map(nanos -> nanos + 1).sum();
            weights.merge(batch.work(number).span().job().id(), weight, Long::sum);
        }
        return weights;
    }

    private Effort effort(JobId job, long laneNanos, boolean first) {
        long messages = batch.works().stream().filter(work -> work.span().job().id().equals(job)).count();
        return first ? new Effort(0, laneNanos, 1, messages, 0, 0, 0) : new Effort(0, laneNanos, 0, 0, 0, 0, 0);
    }
}
