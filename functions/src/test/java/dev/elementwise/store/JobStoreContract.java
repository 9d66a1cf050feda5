package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.Block;
import dev.elementwise.job.ElementError;
import dev.elementwise.job.Effort;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobOptions;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Lifetime;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.job.Status;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link JobStore} keeps to. */
public abstract class JobStoreContract {

    private static final String PARTIAL = "{\"value\":1}";
    private static final Effort EFFORT = new Effort(1, 2, 3, 4, 5, 6, 7);

    protected final SettableClock clock = new SettableClock();

    /** A store on this test's clock. */
    protected abstract JobStore store();

    @Test
    void createdJobIsFoundAsItWasAskedFor() {
        JobSpec other = Jobs.list(7, 3, clock);
        JobOptions options = new JobOptions(Optional.of("läbel"), OptionalLong.of(2), OptionalInt.of(5),
            Optional.of("{\"name\":\"sum\"}"), true);
        JobSpec spec = new JobSpec(other.id(), "me", "identity", options, 7, Optional.empty(), Input.WHOLE, 3,
            OptionalLong.of(1L << 40),
            new Lifetime(now(), now().plusSeconds(5), now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS)),
            Optional.of(Jobs.list(1, 1, clock).id()));

        assertThat(store().create(spec, "{}")).isTrue();

        Job job = store().find(spec.id()).orElseThrow();
        assertThat(job.spec()).isEqualTo(spec);
        assertThat(store().params(spec.id())).isEqualTo("{}");
        assertThat(job.status()).isEqualTo(Status.QUEUED);
        assertThat(job.published()).isFalse();
    }

    /** Of stores that do not lag, as those here are. */
    @Test
    void glanceGivesWhatIsFoundAndNothingThatHasExpired() {
        JobSpec spec = Jobs.list(7, 3, clock);
        store().create(spec, "{}");

        assertThat(store().glance(spec.id())).isEqualTo(store().find(spec.id())).isPresent();

        clock.forward(Duration.between(now(), spec.expiresAt()));

        assertThat(store().glance(spec.id())).isEmpty();
    }

    @Test
    void rangeAndLongParamsAreKept() {
        JobSpec spec = Jobs.range(1_000_000, 4096, clock);

        String params = "{\"text\":\"" + "x".repeat(60_000) + "\"}";
        store().create(spec, params);

        assertThat(store().find(spec.id()).orElseThrow().spec()).isEqualTo(spec);
        assertThat(store().params(spec.id())).isEqualTo(params);
    }

    @Test
    void secondCreateChangesNothing() {
        JobSpec spec = Jobs.list(7, 3, clock);
        store().create(spec, "{}");

        assertThat(store().create(Jobs.tolerating(1, spec), "{}")).isFalse();

        assertThat(store().find(spec.id()).orElseThrow().spec()).isEqualTo(spec);
    }

    @Test
    void jobOfNoElementsHasEndedAtOnce() {
        JobSpec spec = Jobs.list(0, 64, clock);

        store().create(spec, "{}");

        Job job = store().find(spec.id()).orElseThrow();
        assertThat(job.status()).isEqualTo(Status.COMPLETED);
        assertThat(job.progress()).isEqualByComparingTo("1");
    }

    @Test
    void unknownJobIsNotFoundNorPublishedNorEnded() {
        JobId id = Jobs.list(1, 1, clock).id();

        assertThat(store().find(id)).isEmpty();
        assertThat(store().publish(id)).isEmpty();
        assertThat(store().end(id, Ending.cancelled(now()))).isEmpty();
        store().start(id, now());
        assertThat(store().find(id)).isEmpty();
        assertThatThrownBy(() -> store().params(id)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void expiredJobIsNotFound() {
        JobSpec spec = Jobs.list(1, 1, clock);
        store().create(spec, "{}");

        clock.forward(Duration.ofDays(11));

        assertThat(store().find(spec.id())).isEmpty();
    }

    @Test
    void firstEndingWins() {
        JobSpec spec = Jobs.list(1, 1, clock);
        store().create(spec, "{}");

        store().end(spec.id(), Ending.failed(now(), "too many failures"));
        Job job = store().end(spec.id(), Ending.cancelled(now().plusSeconds(1))).orElseThrow();

        assertThat(job.ending()).contains(Ending.failed(now(), "too many failures"));
    }

    @Test
    void soleBlockIsKeptInItsJobWithCountsAndStart() {
        JobSpec spec = Jobs.list(3, 64, clock);
        store().create(spec, "{}");

        assertThat(store().commit(spec, block(1, 2), now(), Optional.empty())).isTrue();

        Job job = store().find(spec.id()).orElseThrow();
        assertThat(OutcomeLines.unpack(job.soleBlock().parts().get(0).lines().orElseThrow()))
            .extracting(Outcome::index).containsExactly(0L, 1L);
        assertThat(job.succeeded()).isEqualTo(1);
        assertThat(job.failed()).isEqualTo(1);
        assertThat(job.tally().effort()).isEqualTo(EFFORT);
        assertThat(job.tally().partials()).containsExactly(PARTIAL);
        assertThat(job.soleBlock().effort()).isEqualTo(EFFORT);
        assertThat(job.startedAt()).contains(now());
        assertThat(job.status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void soleBlockIsReplacedByItsNextVersionOnly() {
        JobSpec spec = Jobs.list(3, 64, clock);
        store().create(spec, "{}");

        assertThat(store().commit(spec, block(2, 2), now(), Optional.empty())).isFalse();
        assertThat(store().commit(spec, block(1, 1), now(), Optional.empty())).isTrue();
        assertThat(store().commit(spec, block(1, 2), now(), Optional.empty())).isFalse();
        assertThat(store().commit(spec, block(2, 3), now().plusSeconds(1), Optional.of(Ending.completed(now()))))
            .isTrue();

        Job job = store().find(spec.id()).orElseThrow();
        assertThat(job.soleBlock().version()).isEqualTo(2);
        assertThat(job.soleBlock().covered()).isEqualTo(IndexRuns.of(0, 3));
        assertThat(job.startedAt()).contains(now());
        assertThat(job.ending()).contains(Ending.completed(now()));
    }

    @Test
    void soleBlockOfAJobThatHasEndedOrIsGoneIsNotPut() {
        JobSpec ended = Jobs.list(2, 64, clock);
        JobSpec gone = Jobs.list(2, 64, clock);
        store().create(ended, "{}");
        store().end(ended.id(), Ending.cancelled(now()));

        assertThat(store().commit(ended, block(1, 2), now(), Optional.of(Ending.completed(now())))).isFalse();
        assertThat(store().commit(gone, block(1, 2), now(), Optional.of(Ending.completed(now())))).isFalse();

        assertThat(store().find(ended.id()).orElseThrow().status()).isEqualTo(Status.CANCELLED);
        assertThat(store().find(ended.id()).orElseThrow().soleBlock()).isEqualTo(Block.EMPTY);
        assertThat(store().find(gone.id())).isEmpty();
    }

    @Test
    void ofManyCommitsOfASoleBlockAtOnceOneWins() {
        JobSpec spec = Jobs.list(2, 64, clock);
        store().create(spec, "{}");

        long won = IntStream.range(0, 8).parallel()
            .filter(i -> store().commit(spec, block(1, 2), now(), Optional.empty())).count();

        assertThat(won).isEqualTo(1);
    }

    /** A block with outcomes of its first elements, the last of them a failure. */
    private static Block block(int version, int size) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int index = 0; index < size - 1; index++) {
            outcomes.add(Outcome.value(index, "1"));
        }
        outcomes.add(Outcome.failure(size - 1, new ElementError("Odd", "", 1)));
        return new Block(version, List.of(new Part(IndexRuns.of(0, size), size - 1, 1,
            Optional.of(OutcomeLines.pack(outcomes)), Optional.empty())), EFFORT,
            Optional.of(PARTIAL));
    }

    @Test
    void earliestNotedStartStays() {
        JobSpec spec = Jobs.list(1, 1, clock);
        store().create(spec, "{}");

        store().start(spec.id(), now());
        store().start(spec.id(), now().plusSeconds(1));

        Job job = store().find(spec.id()).orElseThrow();
        assertThat(job.startedAt()).contains(now());
        assertThat(job.status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void startOfAJobThatHasEndedIsNotNoted() {
        JobSpec spec = Jobs.list(1, 1, clock);
        store().create(spec, "{}");
        store().end(spec.id(), Ending.cancelled(now()));

        store().start(spec.id(), now());

        assertThat(store().find(spec.id()).orElseThrow().startedAt()).isEmpty();
    }

    @Test
    void publishedJobsOfACallerAreListedNewestFirstInPages() {
        String caller = UUID.randomUUID().toString();
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clock.forward(Duration.ofMillis(1));
            ids.add(0, createFor(caller, i != 2));
        }
        createFor("another", true);
        ids.remove(2);

        List<Job> first = store().list(caller, Optional.empty(), 3);
        List<Job> second = store().list(caller, Optional.of(first.get(2).id()), 3);

        assertThat(first).extracting(Job::id).isEqualTo(ids.subList(0, 3));
        assertThat(second).extracting(Job::id).isEqualTo(ids.subList(3, 4));
        assertThat(first).allMatch(Job::published);
    }

    @Test
    void checkPassesWhereTheStoreAnswers() {
        store().check();
    }

    private JobId createFor(String caller, boolean publish) {
        JobSpec spec = Jobs.list(1, 1, clock);
        store().create(new JobSpec(spec.id(), caller, spec.task(), spec.options(), 1, spec.range(), spec.input(), 1,
            spec.maxResultBytes(), spec.lifetime(), spec.retryOf()), "{}");
        if (publish) {
            store().publish(spec.id());
        }
        return spec.id();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
