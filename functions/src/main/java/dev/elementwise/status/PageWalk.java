package dev.elementwise.status;

import dev.elementwise.job.IndexRun;
import dev.elementwise.job.Job;
import dev.elementwise.job.Outcome;
import dev.elementwise.status.CommittedBlock.Stretch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through a job's blocks and fills a page with what is wanted, while there is room and time. For one thread. */
final class PageWalk {

    /** What a read from the store, and writing the page, may take after the last look at the clock. */
    private static final Duration RESERVE = Duration.ofSeconds(1);
    /** Of one block's outcomes in memory. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final PageSize page;
    private final PageQuery query;
    private final boolean pastGaps;
    private final boolean discards;
    private final long total;
    private final Clock clock;
    private final Instant endBy;
    private long index;

    PageWalk(Job job, PageQuery query, Clock clock, Instant answerBy) {
        this.page = new PageSize(query.limit());
        this.query = query;
        this.total = job.spec().total();
        this.discards = job.spec().discardsValues();
        this.pastGaps = job.hasEnded() || query.gaps();
        this.clock = clock;
        this.endBy = answerBy.minus(RESERVE);
        this.index = query.from();
    }

    /** Goes through a block, or as far as it comes; whether another block may follow. */
    boolean goThrough(CommittedBlock block) {
        long end = Math.min(block.indices().to(), total);
        for (Stretch stretch : block.stretches()) {
            IndexRun run = stretch.run();
            if (run.to() > index && run.from() < end
                && !goThrough(block, stretch, new IndexRun(run.from(), Math.min(run.to(), end)))) {
                return false;
            }
        }
        if (!pastGaps && index < end) {
            return false;
        }
        index = end;
        return !isOver();
    }

    /** The first index that the page says nothing about. */
    long index() {
        return index;
    }

    List<byte[]> lines() {
        return page.lines();
    }

    /** @param run what of the stretch was there when the job was read: the input may have grown since */
    private boolean goThrough(CommittedBlock block, Stretch stretch, IndexRun run) {
        if (!pastGaps && run.from() > index) {
            return false;
        }
        if (!query.mayFindIn(stretch.part()) || discards && stretch.part().failed() == 0) {
            index = run.to();
            return true;
        }
        return !isOver() && !holdsMuch(block) && take(block.outcomes(stretch), Math.max(index, run.from()), run.to());
    }

    private boolean take(PartOutcomes outcomes, long from, long to) {
        for (index = from; index < to; index++) {
            if (page.isFull() || !take(outcomes.find(index))) {
                return false;
            }
        }
        return true;
    }

    /** @throws IllegalStateException if a part is credited with an element whose line is neither there nor discarded */
    private boolean take(@Nullable Outcome outcome) {
        if (outcome == null && !discards) {
            throw new IllegalStateException("A part is credited with element " + index + " but has no line of it");
        }
        return outcome == null || !query.wants(outcome) || page.add(outcome);
    }

    /** A block keeps what has been read of it, and for failures that stand far apart a page may read all of it. */
    private boolean holdsMuch(CommittedBlock block) {
        return index > query.from() && block.bytes() > MOST_BYTES;
    }

    /** A page that is late has at least made a step. */
    private boolean isOver() {
        return page.isFull() || index > query.from() && !clock.instant().isBefore(endBy);
    }
}
