package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Effort;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Outcome;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.time.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How the lanes' time is shared among the jobs of a batch. */
final class ExpensesTest {

    private final SettableClock clock = new SettableClock();
    private final JobSpec job = Jobs.range(2, 2, clock);
    private final JobSpec other = Jobs.range(2, 2, clock);
    private final Batch batch = new Batch(List.of(work(job), work(other)));
    private final AtomicLong laneNanos = new AtomicLong(50);
    private final Expenses expenses = new Expenses(batch, laneNanos::get);

    @Test
    void jobsShareTheLanesTimeAsTheirElementsTookIt() {
        settle(job, 0, 299);
        settle(other, 0, 99);
        laneNanos.set(50 + 400);

        Map<?, Effort> told = expenses.tell();

        assertThat(told.get(job.id())).isEqualTo(new Effort(0, 300, 1, 1, 0, 0, 0));
        assertThat(told.get(other.id())).isEqualTo(new Effort(0, 100, 1, 1, 0, 0, 0));
    }

    @Test
    void timeInWhichNothingEndedIsToldWithWhatEndsNext() {
        laneNanos.set(50 + 70);
        assertThat(expenses.tell()).isEmpty();
        laneNanos.set(50 + 100);
        settle(job, 0, 10);
        assertThat(expenses.tell().get(job.id()).laneNanos()).isEqualTo(100);

        laneNanos.set(50 + 130);
        assertThat(expenses.tell()).isEmpty();
        laneNanos.set(50 + 150);
        settle(job, 1, 10);

        assertThat(expenses.tell()).containsOnly(Map.entry(job.id(), new Effort(0, 50, 0, 0, 0, 0, 0)));
    }

    private void settle(JobSpec of, long index, long cpuNanos) {
        for (int position = 0; position < batch.size(); position++) {
            if (batch.index(position) == index && batch.work(batch.workAt(position)).span().job().equals(of)) {
                batch.settle(position, Outcome.value(index, "1").taking(cpuNanos));
            }
        }
    }

    private SpanWork work(JobSpec of) {
        Span span = new Span(of, "{}", IndexRuns.of(0, 2), Optional.empty(), Span.Origin.FORK);
        return new SpanWork(new Delivery("message", "receipt", "", 1, clock.instant(), "queue"), span, span,
            Map.of(), 2);
    }
}
