package dev.elementwise.compute;

import dev.elementwise.job.Effort;
import dev.elementwise.job.JobId;
import dev.elementwise.job.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What an invocation spends on the jobs of its batch, beside the elements' CPU time: each message and each stretch of
 * the lanes' time is told once. For one batch and one thread.
 */
final class Expenses {

    private final Batch batch;
    private final int lanes;
    private final Clock clock;
    private final Map<JobId, Long> weighed = new HashMap<>();
    private Instant toldAt = Instant.MIN;

    /** @param lanes how many elements run at the same time */
    Expenses(Batch batch, int lanes, Clock clock) {
        this.batch = batch;
        this.lanes = lanes;
        this.clock = clock;
    }

    /**
     * What was spent since it was last told, on each job that has new outcomes. They share the lanes' time as their
     * elements took it.
     *
     * @param startedAt when the lanes were started
     */
    Map<JobId, Effort> tell(Instant startedAt) {
        Instant now = clock.instant();
        Instant from = toldAt.isAfter(startedAt) ? toldAt : startedAt;
        double laneNanos = (double) Math.max(0, Duration.between(from, now).toNanos()) * lanes;
        Map<JobId, Long> weights = weights();
        Map<JobId, Effort> efforts = new HashMap<>();
        double sum = 0;
        for (Map.Entry<JobId, Long> job : weights.entrySet()) {
            sum += job.getValue() - weighed.getOrDefault(job.getKey(), 0L);
        }
        for (Map.Entry<JobId, Long> job : weights.entrySet()) {
            long before = weighed.getOrDefault(job.getKey(), 0L);
            if (job.getValue() > before) {
                long share = (long) (laneNanos * (job.getValue() - before) / sum);
                efforts.put(job.getKey(), effort(job.getKey(), share, before == 0));
                toldAt = now;
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
