package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Part;
import dev.elementwise.job.Tally;
import dev.elementwise.store.WatchStore.Watch;
import dev.elementwise.store.WatchStore.Watched;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link WatchStore} keeps to. */
public abstract class WatchStoreContract {

    protected final SettableClock clock = new SettableClock();

    protected abstract WatchStore store();

    /** The store that keeps the jobs of {@link #store()}. */
    protected abstract JobStore jobs();

    /** The store that keeps the progress of {@link #store()}. */
    protected abstract ProgressStore progress();

    @Test
    void jobIsDueHalfAnHourAfterItsCreation() {
        JobSpec job = create(2);
        Instant due = job.createdAt().plus(Watch.FIRST_PATIENCE);

        assertThat(find(job, due.minusMillis(1))).isEmpty();

        Watched found = find(job, due).orElseThrow();
        assertThat(found.job().spec()).isEqualTo(job);
        assertThat(found.watch()).isEqualTo(new Watch(due, Watch.FIRST_PATIENCE, 0, 0));
    }

    @Test
    void openJobIsWatchedAlsoBeforeItHasElements() {
        JobSpec job = Jobs.open(64, clock);
        jobs().create(job, "{}");

        assertThat(find(job, later(1)).orElseThrow().job().isOpen()).isTrue();
    }

    @Test
    void jobThatWasLookedAtIsDueWhenItsNextWatchSaysSo() {
        JobSpec job = create(2);
        Watched seen = find(job, later(1)).orElseThrow();
        Watch next = new Watch(later(3), Duration.ofHours(1), 1_000_000_000L, 17);

        store().watch(seen, next);

        assertThat(find(job, later(2))).isEmpty();
        assertThat(find(job, later(3)).orElseThrow().watch()).isEqualTo(next);
    }

    @Test
    void ofTwoWhoHaveSeenTheSameWatchTheFirstReplacesIt() {
        JobSpec job = create(2);
        Watched seen = find(job, later(1)).orElseThrow();
        store().watch(seen, new Watch(later(3), Duration.ofHours(1), 1, 0));

        store().watch(seen, new Watch(later(2), Duration.ofHours(2), 2, 0));

        assertThat(find(job, later(2))).isEmpty();
        assertThat(find(job, later(3)).orElseThrow().watch().done()).isEqualTo(1);
    }

    @Test
    void jobThatHasEndedIsNotWatchedInWhateverWayItEnded() {
        JobSpec cancelled = create(2);
        JobSpec committed = create(2);
        JobSpec finished = create(80);
        Watched seen = find(cancelled, later(1)).orElseThrow();
        Ending completed = Ending.completed(now());

        jobs().end(cancelled.id(), Ending.cancelled(now()));
        jobs().commit(committed, new Block(1, List.of(new Part(IndexRuns.of(0, 2), 2, 0, Optional.of(new byte[1]),
            Optional.empty()))), now(), Optional.of(completed));
        progress().finish(finished, Map.of(0, new Tally(64, 0), 1, new Tally(16, 0)), now(), completed);
        store().watch(seen, new Watch(later(2), Duration.ofHours(1), 0, 0));

        for (JobSpec ended : List.of(cancelled, committed, finished)) {
            assertThat(jobs().find(ended.id()).map(Job::hasEnded)).contains(true);
            assertThat(find(ended, later(3))).isEmpty();
        }
    }

    @Test
    void jobOfNoElementsIsNotWatched() {
        assertThat(find(create(0), later(3))).isEmpty();
    }

    @Test
    void jobThatHasExpiredIsFoundAndIsOutOfWatchOnceItIsEnded() {
        JobSpec job = create(2);
        clock.forward(Duration.ofDays(20));

        assertThat(find(job, clock.instant())).isPresent();
        jobs().end(job.id(), Ending.overdue(job, now()));

        assertThat(find(job, clock.instant())).isEmpty();
    }

    @Test
    void dueJobsAreFoundInTheOrderInWhichTheyBecameSo() {
        JobSpec first = create(2);
        JobSpec second = create(2);
        while (WatchStore.shard(second.id()) != WatchStore.shard(first.id())) {
            clock.forward(Duration.ofMillis(1));
            second = create(2);
        }
        store().watch(find(first, later(2)).orElseThrow(), new Watch(later(3), Duration.ofHours(1), 0, 0));

        List<JobId> due = due(first, later(3), 1_000).stream().map(watched -> watched.job().id())
            .filter(List.of(first.id(), second.id())::contains).toList();

        assertThat(due).containsExactly(second.id(), first.id());
        assertThat(due(first, later(3), 1)).hasSize(1);
    }

    private JobSpec create(long total) {
        JobSpec job = Jobs.list(total, 64, clock);
        jobs().create(job, "{}");
        return job;
    }

    private Optional<Watched> find(JobSpec job, Instant at) {
        return due(job, at, 1_000).stream().filter(watched -> watched.job().id().equals(job.id())).findFirst();
    }

    private List<Watched> due(JobSpec job, Instant at, int limit) {
        return store().due(WatchStore.shard(job.id()), at, limit);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant later(int hours) {
        return now().plus(Duration.ofHours(hours));
    }
}
