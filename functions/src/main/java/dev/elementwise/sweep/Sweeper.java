package dev.elementwise.sweep;

import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.log.Faults;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.ProgressStore;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.store.WatchStore;
import dev.elementwise.store.WatchStore.Watch;
import dev.elementwise.store.WatchStore.Watched;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Looks at jobs that have made no progress for half an hour, then twice as long, and so on, and sets them going again;
 * ends those whose time is over. Whatever a crash leaves undone the next sweep does. Safe for use by several threads
 * and processes.
 */
public final class Sweeper {

    private static final int AT_ONCE = 25;

    private final WatchStore watches;
    private final JobStore jobs;
    private final Clock clock;
    private final Revival revival;

    /** What is read, and counted again. */
    public record Stores(JobStore jobs, BlockStore blocks, ProgressStore progress, WatchStore watches) {
    }

    /**
     * Where lost work is sent again.
     *
     * @param largestSpan no more than a worker takes in hand: a larger one would be split, and its split may have been
     *     noted before
     */
    public record Outlet(SpanQueue forks, long largestSpan) {
    }

    /** @param forks where lost work is sent again */
    public Sweeper(Stores stores, Reductions reductions, SpanQueue forks, Clock clock) {
        this(stores, reductions, new Outlet(forks, Span.LARGEST), clock);
    }

    public Sweeper(Stores stores, Reductions reductions, Outlet outlet, Clock clock) {
        this.watches = stores.watches();
        this.jobs = stores.jobs();
        this.clock = clock;
        this.revival = new Revival(stores, reductions, outlet, clock);
    }

    /**
     * Looks at all jobs that are due.
     *
     * @param until when no further look is begun; the next sweep goes on
     * @throws StoreUnavailableException if the store is down; the next sweep goes on
     * @throws QueueUnavailableException if the queue is down; the next sweep goes on
     */
    public void sweep(Instant until) {
        // Not always the same jobs first, lest the others never have their turn.
        int first = (int) Math.floorMod(clock.instant().getEpochSecond(), (long) WatchStore.SHARDS);
        for (int i = 0; i < WatchStore.SHARDS; i++) {
            sweep((first + i) % WatchStore.SHARDS, until);
        }
    }

    private void sweep(int shard, Instant until) {
        List<Watched> due = List.of();
        do {
            for (Watched watched : due) {
                if (clock.instant().isBefore(until)) {
                    look(watched);
                }
            }
            due = clock.instant().isBefore(until) ? watches.due(shard, clock.instant(), AT_ONCE) : List.of();
        } while (!due.isEmpty());
    }

    private void look(Watched watched) {
        Job job = watched.job();
        Optional<Ending> ending = ending(job);
        if (ending.isPresent()) {
            jobs.end(job.id(), ending.get());
        } else {
            watches.watch(watched, next(watched));
        }
    }

    /** Whoever counted what ends the job may have died before the end. */
    private Optional<Ending> ending(Job job) {
        Instant now = clock.instant();
        return now.isBefore(job.spec().giveUpAt())
            ? Ending.decidedBy(job.spec(), job.tally(), now)
            : Optional.of(Ending.overdue(job.spec(), now));
    }

    private Watch next(Watched watched) {
        Watch watch = watched.watch();
        Job job = watched.job();
        long done = job.succeeded() + job.failed();
        if (watch.fromBlock() == 0 && done > watch.done()) {
            return lookAgain(job, Watch.FIRST_PATIENCE, done);
        }
        // A job that is not published is its submit's: that ends it, or its time does.
        OptionalInt rest = job.published() ? revive(job, watch.fromBlock()) : OptionalInt.empty();
        return rest.isPresent() ? new Watch(clock.instant(), watch.patience(), watch.done(), rest.getAsInt())
            : lookAgain(job, watch.patience().multipliedBy(2), done);
    }

    private OptionalInt revive(Job job, int from) {
        try {
            System.err.println("Job " + job.id() + " stands still at " + job.succeeded() + " values and "
                + job.failed() + " errors of " + job.spec().total()
                + (job.spec().range().isPresent() ? "; what is missing is sent again" : "; its messages are waited for"));
            return revival.revive(job, from);
        } catch (StoreUnavailableException | QueueUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            System.err.println("Job " + job.id() + " can't be set going and is looked at later: "
                + Faults.told(e));
            return OptionalInt.empty();
        }
    }

    private Watch lookAgain(Job job, Duration patience, long done) {
        Instant lookAt = clock.instant().plus(patience);
        Instant giveUpAt = job.spec().giveUpAt();
        return new Watch(lookAt.isBefore(giveUpAt) ? lookAt : giveUpAt, patience, done, 0);
    }
}
