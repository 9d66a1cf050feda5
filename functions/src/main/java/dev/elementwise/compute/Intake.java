package dev.elementwise.compute;

import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanCodec;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.JobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what is left to do of the deliveries of one batch. Each job is read once, whatever the number of its spans.
 *
 * <p>A submit's span that comes for the first time is nobody's work yet, and is taken as it is. Any other may be a
 * duplicate, its job may have ended, or, where the input is open, its first block may have the end of another: the job
 * and the blocks are read first, so that a duplicate does not multiply work. What comes for the first time gets by with
 * eventually consistent reads, for hardly any of it is a duplicate.
 *
 * <p>For one thread.
 */
final class Intake {

    private static final Duration FRESH = Duration.ofSeconds(1);
    /** At as many blocks as a batch has; what is left unseen by then is handed on. */
    private static final int MOST_LOOKS = 16;
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final JobStore jobs;
    private final Looks looks;
    private final BlockStore blocks;
    private final Splitter splitter;
    private final Clock clock;
    private final Spreader spreader;
    private final Map<JobId, Optional<Job>> read = new HashMap<>();

    /** @param spreader knows what of a span the worker keeps: whoever gets the rest looks at that */
    Intake(Worker.Stores stores, Looks looks, Splitter splitter, Spreader spreader, Clock clock) {
        this.spreader = spreader;
        this.jobs = stores.jobs();
        this.looks = looks;
        this.blocks = stores.blocks();
        this.splitter = splitter;
        this.clock = clock;
    }

    /**
     * What is left to do; empty if the job has ended, is gone or is given up now. A span of which nothing is left comes
     * with the blocks that have it all, for whoever committed them may have died before they counted.
     */
    Optional<Taken> take(Delivery delivery) {
        Span sent = SpanCodec.decode(delivery.body());
        Span span = splitter.first(sent);
        boolean overdue = !clock.instant().isBefore(span.job().giveUpAt());
        if (!overdue && isFresh(delivery, span)) {
            return Optional.of(new Taken(delivery, sent, span, splitter.now(span), splitter.later(span), Map.of(),
                span.job().total(), span.indices().size()));
        }
        Optional<Job> job = overdue ? readOverdue(span.job()) : read(span.job());
        if (job.isEmpty() || job.get().hasEnded()) {
            return Optional.empty();
        }
        boolean again = delivery.receiveCount() > 1;
        IndexRuns now = splitter.now(span);
        long wanted = Math.min(again ? now.size() : spreader.kept(span, now.size(), job.get().left()),
            (long) Batch.MOST_BLOCKS * span.job().blockSize());
        Sight sight = new Sight(now);
        do {
            sight.lookOn(job.get(), wanted, again);
        } while (sight.open.size() < wanted && sight.mayLookOn());
        return Optional.of(new Taken(delivery, sent, span, sight.left(), splitter.later(span), sight.known,
            job.get().left(), sight.open.size()));
    }

    /**
     * A delivery's span.
     *
     * @param sent as it came
     * @param span what its worker keeps of it
     * @param left the indices without an outcome, of those that are to be done now
     * @param later what is not to be done now, but after it
     * @param known the blocks that were read
     * @param leftOfJob how many elements of the whole job have no outcome
     * @param looked how many of {@code left}, the first ones, are known to have none, or to be nobody else's
     */
    record Taken(Delivery delivery, Span sent, Span span, IndexRuns left, IndexRuns later,
                 Map<Integer, Block> known, long leftOfJob, long looked) {

        /** Whether anything is to be computed, here or by others. */
        boolean asksForWork() {
            return !left.isEmpty() || !later.isEmpty() || sent != span;
        }

        /** What is to be worked on; only if something is left. */
        SpanWork work() {
            return new SpanWork(delivery, part(left), part(left.plus(later)), known, leftOfJob,
                Math.min(looked, left.size()));
        }

        private Span part(IndexRuns some) {
            return some.equals(span.indices()) ? span : span.part(some, span.origin());
        }
    }

    /** A glance does where blocks of their own tell what is done; whether the job goes on is looked at again soon. */
    private Optional<Job> read(JobSpec job) {
        Optional<Job> known = read.get(job.id());
        if (known == null) {
            known = (job.hasSoleBlock() ? looks.read(job.id()) : looks.glanceNow(job.id())).job();
            read.put(job.id(), known);
        }
        return known;
    }

    /** A job that is over its time; ended by now. */
    private Optional<Job> readOverdue(JobSpec job) {
        Optional<Job> known = read(job);
        if (known.isPresent() && !known.get().hasEnded()) {
            known = jobs.end(job.id(), Ending.overdue(job, clock.instant()));
            read.put(job.id(), known);
        }
        return known;
    }

    private boolean isFresh(Delivery delivery, Span span) {
        return span.job().input() == Input.WHOLE && span.origin() == Origin.SUBMIT && delivery.receiveCount() == 1
            && clock.instant().isBefore(delivery.sentAt().plus(FRESH));
    }

    /** What is known of a span's elements, block after block. */
    private final class Sight {

        private final Map<Integer, Block> known = new HashMap<>();
        private IndexRuns open = IndexRuns.NONE;
        private IndexRuns unseen;
        private long bytes;
        private int looks;

        Sight(IndexRuns indices) {
            this.unseen = indices;
        }

        /** Looks at that many elements more. */
        void lookOn(Job job, long elements, boolean consistently) {
            IndexRuns some = unseen.slice(0, elements);
            unseen = unseen.slice(elements, unseen.size());
            for (Map.Entry<Integer, Block> seen : look(job, some, consistently).entrySet()) {
                known.put(seen.getKey(), seen.getValue());
                some = some.minus(seen.getValue().covered());
                bytes += seen.getValue().parts().stream().flatMap(part -> part.lines().stream())
                    .mapToLong(lines -> lines.length).sum();
            }
            open = open.plus(some);
            looks++;
        }

        /** Whether there is more to look at, and time and memory to do so. */
        boolean mayLookOn() {
            return !unseen.isEmpty() && looks < MOST_LOOKS && bytes < MOST_BYTES;
        }

        /** What is open or has not been looked at. */
        IndexRuns left() {
            return open.plus(unseen);
        }
    }

    /** A glance may show a block without what was put just now: it costs a put that is refused, or work done again. */
    private Map<Integer, Block> look(Job read, IndexRuns indices, boolean consistently) {
        JobSpec job = read.spec();
        if (job.hasSoleBlock()) {
            return Map.of(0, read.soleBlock());
        }
        List<IndexRun> runs = indices.runs();
        int first = job.blockOf(runs.get(0).from());
        int last = job.blockOf(runs.get(runs.size() - 1).to() - 1);
        int count = last - first + 1;
        List<Block> found = consistently ? blocks.find(job, first, count) : blocks.glance(job, first, count);
        Map<Integer, Block> known = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            known.put(first + i, found.get(i));
        }
        return known;
    }
}
