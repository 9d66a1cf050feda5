package dev.elementwise.compute;

import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The spans that are worked on together as one row of positions, with a place for each outcome. The shortest spans come
 * first, so that a small job's does not wait for a large one's. A place is filled once; safe for use by several threads.
 */
final class Batch {

    /** Stands where an outcome that comes now comes too late. */
    private static final Outcome SEALED = new Outcome(-1, false, 0, new byte[0]);

    /**
     * Of how many blocks elements are run. Each is a put, and the next batch waits for all of them: a second, where
     * quick elements stand in tiny blocks.
     */
    static final int MOST_BLOCKS = 256;
    private static final long LARGEST_HOLDING = 64L * 1024 * 1024;

    private final List<SpanWork> works;
    private final Meter meter;
    private final int[] starts;
    private final AtomicReferenceArray<@Nullable Outcome> outcomes;
    private final AtomicLong held = new AtomicLong();
    private final Set<JobId> dropped = ConcurrentHashMap.newKeySet();
    private final Map<JobId, Count> counts = new ConcurrentHashMap<>();

    /** How many elements of a job had no outcome, and when; empty where that was before the batch. */
    private record Count(long left, Optional<Instant> at) {
    }

    Batch(List<SpanWork> works) {
        this.works = works.stream().sorted(Comparator.comparing(SpanWork::expected)).toList();
        this.meter = new Meter(works.size());
        this.starts = new int[this.works.size() + 1];
        for (int i = 0; i < this.works.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], this.works.get(i).size());
        }
        this.outcomes = new AtomicReferenceArray<>(size());
        this.works.forEach(work -> counts.merge(work.span().job().id(), new Count(work.leftOfJob(), Optional.empty()),
            (one, other) -> one.left() < other.left() ? one : other));
    }

    /** What the elements of each span cost. */
    Meter meter() {
        return meter;
    }

    List<SpanWork> works() {
        return works;
    }

    int size() {
        return starts[starts.length - 1];
    }

    /** The jobs of the spans. */
    Set<JobId> jobs() {
        Set<JobId> jobs = new LinkedHashSet<>();
        works.forEach(work -> jobs.add(work.span().job().id()));
        return jobs;
    }

    /** Which span the position belongs to. */
    int workAt(int position) {
        int found = Arrays.binarySearch(starts, 0, works.size(), position);
        return found >= 0 ? found : -found - 2;
    }

    SpanWork work(int number) {
        return works.get(number);
    }

    /** The position within its span. */
    int within(int work, int position) {
        return position - starts[work];
    }

    /** The index of the element at the position, in its job. */
    long index(int position) {
        int number = workAt(position);
        return works.get(number).index(within(number, position));
    }

    /** Fills the place, if nothing is there. */
    void settle(int position, Outcome outcome) {
        if (outcomes.compareAndSet(position, null, outcome)) {
            held.addAndGet(outcome.line().length);
        }
    }

    /** Whether the outcomes have grown so many that they are to be committed before more are computed. */
    boolean isHoldingMuch() {
        return held.get() > LARGEST_HOLDING;
    }

    boolean isSettled(int position) {
        Outcome outcome = outcomes.get(position);
        return outcome != null && outcome != SEALED;
    }

    /**
     * Drops every outcome that comes from now on. Only then it is certain which elements have none: between a look at
     * the outcomes and what follows from it an element in flight may come to its end.
     */
    void seal() {
        for (int position = 0; position < size(); position++) {
            outcomes.compareAndSet(position, null, SEALED);
        }
    }

    /** How many elements of the whole job have no outcome yet, as far as that is known. */
    long left(JobId job) {
        return Objects.requireNonNull(counts.get(job)).left();
    }

    /** When that was; empty as long as the job has not been read again since the batch was taken in. */
    Optional<Instant> countedAt(JobId job) {
        return Objects.requireNonNull(counts.get(job)).at();
    }

    /** The job has been read again, as it was then. */
    void note(Job job, Instant at) {
        counts.put(job.id(), new Count(job.left(), Optional.of(at)));
    }

    /** From now on the job's elements need not be run any more. */
    void drop(JobId job) {
        dropped.add(job);
    }

    boolean isDropped(SpanWork work) {
        return dropped.contains(work.span().job().id());
    }

    boolean allDropped() {
        return dropped.containsAll(jobs());
    }

    /** The outcomes of a span that are there, in the order of their indices. */
    List<Outcome> outcomes(int work) {
        List<Outcome> settled = new ArrayList<>();
        for (int position = starts[work]; position < starts[work + 1]; position++) {
            Outcome outcome = outcomes.get(position);
            if (outcome != null && outcome != SEALED) {
                settled.add(outcome);
            }
        }
        return settled;
    }

    /** The same, to be committed: what failed keeps its element, if that stands in a message alone. */
    List<Outcome> outcomesToCommit(int work) {
        SpanWork span = works.get(work);
        List<Outcome> settled = new ArrayList<>();
        for (int position = starts[work]; position < starts[work + 1]; position++) {
            Outcome outcome = outcomes.get(position);
            if (outcome != null && outcome != SEALED) {
                settled.add(outcome.succeeded() || span.span().elements().isEmpty()
                    ? outcome : outcome.keeping(span.element(position - starts[work])));
            }
        }
        return settled;
    }

    /** The position up to which elements are run: those of so many blocks, all of which have been looked at. */
    int end() {
        return Math.min(endOfBlocks(MOST_BLOCKS), endOfLooked());
    }

    private int endOfLooked() {
        for (int number = 0; number < works.size(); number++) {
            if (works.get(number).looked() < works.get(number).size()) {
                return starts[number] + (int) works.get(number).looked();
            }
        }
        return size();
    }

    /** The position at which the elements of the batch's first {@code most} blocks end; its size if it has no more. */
    private int endOfBlocks(int most) {
        if (works.stream().mapToLong(Batch::blocks).sum() <= most) {
            return size();
        }
        int found = 0;
        for (int number = 0; number < works.size(); number++) {
            JobSpec job = works.get(number).span().job();
            int last = -1;
            for (int within = 0; within < works.get(number).size(); within++) {
                int block = job.blockOf(works.get(number).index(within));
                if (block != last && ++found > most) {
                    return starts[number] + within;
                }
                last = block;
            }
        }
        return size();
    }

    /** How many blocks the span has elements of, at most. */
    private static long blocks(SpanWork work) {
        JobSpec job = work.span().job();
        return work.span().indices().runs().stream()
            .mapToLong(run -> job.blockOf(run.to() - 1) - job.blockOf(run.from()) + 1L).sum();
    }

    /** The positions of a span that are chosen, in order. */
    int[] positions(int work, IntPredicate chosen) {
        return IntStream.range(starts[work], starts[work + 1]).filter(chosen).toArray();
    }

    /** The indices at positions of a span. */
    IndexRuns indices(int work, int[] positions) {
        SpanWork span = works.get(work);
        List<IndexRun> runs = new ArrayList<>();
        for (int position : positions) {
            long index = span.index(position - starts[work]);
            runs.add(new IndexRun(index, index + 1));
        }
        return IndexRuns.union(runs);
    }
}
