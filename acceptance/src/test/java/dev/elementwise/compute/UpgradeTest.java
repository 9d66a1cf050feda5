package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.parts.LocalParts;
import dev.elementwise.acceptance.parts.SharedParts;
import dev.elementwise.job.Job;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.InMemorySpanQueue;
import dev.elementwise.queue.Queues;
import dev.elementwise.queue.Recorded;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.DynamoDbBlockStore;
import dev.elementwise.store.DynamoDbCostStore;
import dev.elementwise.store.DynamoDbInstalmentStore;
import dev.elementwise.store.DynamoDbJobStore;
import dev.elementwise.store.DynamoDbMarkStore;
import dev.elementwise.store.DynamoDbProgressStore;
import dev.elementwise.store.InstalmentStore.Instalment;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.RecordedItems;
import dev.elementwise.store.Table;
import dev.elementwise.task.Catalogue;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs that an earlier version has left half done, in the table and in the queues, are brought to their end. */
@ExtendWith(SharedParts.class)
final class UpgradeTest {

    private final SettableClock clock = new SettableClock();
    private final Table table;
    private final JobStore jobs;
    private final InMemorySpanQueue forks =
        new InMemorySpanQueue("arn:aws:sqs:us-east-1:1:forks", clock, Duration.ofMinutes(2));
    private final Catalogue catalogue = Catalogue.load(false);
    private final Worker worker;

    UpgradeTest(LocalParts parts) {
        this.table = parts.table();
        this.jobs = new DynamoDbJobStore(table, clock);
        SpanQueue first = new InMemorySpanQueue("arn:aws:sqs:us-east-1:1:jobs", clock, Duration.ofMinutes(2));
        this.worker = new Worker(new Worker.Tools(catalogue,
            new Worker.Stores(jobs, new DynamoDbBlockStore(table), new DynamoDbProgressStore(table, clock),
                new DynamoDbMarkStore(table), new DynamoDbCostStore(table, clock)),
            new Queues(new Queues.Named("jobs", first), new Queues.Named("forks", forks)),
            Limits.of(Duration.ofSeconds(60)), clock, () -> { }, ChildCommand.isolation(false),
            Beside.in(Runnable::run)),
            new ForkJoinLanes(2, clock));
    }

    @BeforeEach
    void putWhatWasRecorded() {
        RecordedItems.putInto(table);
    }

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void listIsCompletedAndReducedWithWhatItHadBefore() {
        Job job = finished("list", "listSubmit");

        assertThat(job.status()).isEqualTo(Status.COMPLETED);
        assertThat(job.succeeded()).isEqualTo(30);
        assertThat(new Reductions(catalogue).of(job.spec()).orElseThrow()
            .result(new DynamoDbProgressStore(table, clock).partials(job)).value())
            .hasToString(Long.toString((100 + 129) * 30 / 2));
    }

    @Test
    void rangeThatHasFullNodesIsCompleted() {
        Job job = finished("range", "rangeSubmit");

        assertThat(job.status()).isEqualTo(Status.COMPLETED);
        assertThat(job.succeeded()).isEqualTo(5_000);
    }

    @Test
    void soleBlockIsCompletedBySuspectInAChild() {
        Job job = finished("sole", "soleSuspect");

        assertThat(job.status()).isEqualTo(Status.COMPLETED);
        assertThat(job.succeeded()).isEqualTo(4);
        assertThat(job.failed()).isEqualTo(1);
    }

    @Test
    void openJobGoesOnWithItsUnfinishedInstalmentAndIsClosed() {
        DynamoDbInstalmentStore instalments = new DynamoDbInstalmentStore(table, clock);
        finished("open", "openInstalment");
        Instalment unfinished =
            instalments.find(Recorded.job("open")).orElseThrow().find("a").orElseThrow();

        assertThat(unfinished.indices().from()).isZero();
        assertThat(unfinished.indices().to()).isEqualTo(4);
        assertThat(instalments.findFinished(jobs.find(Recorded.job("open")).orElseThrow().spec(), "b")).isPresent();
        assertThat(jobs.find(Recorded.job("open")).orElseThrow().succeeded()).isEqualTo(8);
    }

    @Test
    void retryAndBlockWithLinesElsewhereAreCompleted() {
        Job retry = finished("retry", "retrySubmit");
        Job large = finished("large", "listWithLines");

        assertThat(retry.status()).isEqualTo(Status.COMPLETED);
        assertThat(new DynamoDbBlockStore(table).getOrigins(retry.spec(), 1)).containsExactly(70_000, 70_001);
        assertThat(large.status()).isEqualTo(Status.COMPLETED);
        assertThat(large.succeeded()).isEqualTo(100);
    }

    private Job finished(String job, String message) {
        // As after an upgrade: the message has waited, and is not taken for new.
        Delivery delivery = new Delivery(message, message, Recorded.message(message), 1,
            clock.instant().minusSeconds(60), "arn:aws:sqs:us-east-1:1:jobs");
        assertThat(worker.work(List.of(delivery), clock.instant().plusSeconds(90))).isEmpty();
        for (List<Delivery> next = forks.receive(1); !next.isEmpty(); next = forks.receive(1)) {
            assertThat(worker.work(next, clock.instant().plusSeconds(90))).isEmpty();
            forks.delete(next.get(0).receiptHandle());
        }
        return jobs.find(Recorded.job(job)).orElseThrow();
    }
}
