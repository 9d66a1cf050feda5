package dev.elementwise.queue;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one message asks for: the outcomes of some elements of a job. The unit of scheduling.
 *
 * @param params the job's params as JSON
 * @param indices which elements; never empty
 * @param elements the elements themselves, in the order of their indices, unless the job has a range
 * @param origin where the span comes from
 * @param places how many spans this one and all that come of it may be at a time, where the job limits them
 * @param past what has happened to its elements
 * @param cost what an element is known to cost one core, from the same job or, as long as its own do not say it, from
 *     earlier ones
 * @param trust how many times in a row the span may be shared on the cost alone, before its elements have to bear it out
 */
public record Span(JobSpec job, String params, IndexRuns indices, Optional<List<@Nullable Object>> elements,
                   Origin origin, OptionalInt places, Past past, Optional<Duration> cost, int trust) {

    /** The most indices that one worker takes in hand: four of the largest blocks. */
    public static final long LARGEST = 4L * JobSpec.LARGEST_BLOCK;

    /** Where a span comes from, and so what a worker has to expect. */
    public enum Origin {
        /** From the submit: nobody has worked on it, unless it is delivered again. */
        SUBMIT,
        /** Handed on by a worker: a duplicate of that worker may have handed on the same. */
        FORK,
        /** Elements of a span whose worker may have died of one of them. */
        SUSPECT
    }

    public Span {
        if (indices.isEmpty() || elements.isPresent() && elements.get().size() != indices.size()) {
            throw new IllegalArgumentException("Span of job " + job.id() + " without its elements: " + indices);
        }
        if (elements.isEmpty() == job.range().isEmpty()) {
            throw new IllegalArgumentException("Job " + job.id() + " has either a range or a list");
        }
    }

    /** A span that has all places of its job, and of whose elements nothing is known. */
    public Span(JobSpec job, String params, IndexRuns indices, Optional<List<@Nullable Object>> elements,
                Origin origin) {
        this(job, params, indices, elements, origin, job.maxConcurrency(), Past.NONE, Optional.empty(), 0);
    }

    /** The part of this span that {@code some} of its indices are. */
    public Span part(IndexRuns some, Origin origin) {
        return new Span(job, params, some, elements.map(all -> pick(all, some)), origin, places, past,
            cost, trust);
    }

    /** This span with other places, where they are limited. */
    public Span withPlaces(int some) {
        return places.isEmpty() ? this
            : new Span(job, params, indices, elements, origin, OptionalInt.of(some), past, cost, trust);
    }

    /** This span with elements of a cost that earlier jobs of the task have had. */
    public Span withCost(Optional<Duration> other) {
        return withCost(other, 1);
    }

    /** This span with elements of a cost that is trusted so far. */
    public Span withCost(Optional<Duration> other, int trusted) {
        return new Span(job, params, indices, elements, origin, places, past, other, other.isPresent() ? trusted : 0);
    }

    /** This span as it is known after it was shared on its cost. */
    public Span spread() {
        return withCost(cost, Math.max(0, trust - 1));
    }

    /** What an element costs, if the span may be shared on that alone. */
    public Optional<Duration> trustedCost() {
        return trust > 0 ? cost : Optional.empty();
    }

    /** This span with another past. */
    public Span with(Past other) {
        return new Span(job, params, indices, elements, origin, places, other, cost, trust);
    }

    /** This span cut into up to {@code pieces} of nearly the same size, which share its places, at least one each. */
    public List<Span> split(int pieces, Origin origin) {
        return share(indices.split(pieces, job.blockSize()), origin);
    }

    /**
     * This span cut into pieces of about these sizes, which share its places, at least one each.
     *
     * @param grain at multiples of which it is cut, if that changes no piece by its size
     */
    public List<Span> split(List<Long> sizes, int grain, Origin origin) {
        return share(indices.split(sizes, grain), origin);
    }

    private List<Span> share(List<IndexRuns> cut, Origin origin) {
        List<Span> spans = new ArrayList<>();
        int places = this.places.orElse(0);
        for (int i = 0; i < cut.size(); i++) {
            int share = places * (i + 1) / cut.size() - places * i / cut.size();
            spans.add(part(cut.get(i), origin).withPlaces(Math.max(1, share)));
        }
        return spans;
    }

    private List<@Nullable Object> pick(List<@Nullable Object> all, IndexRuns some) {
        List<@Nullable Object> picked = new ArrayList<>();
        int position = 0;
        for (var run : indices.runs()) {
            for (long index = run.from(); index < run.to(); index++, position++) {
                if (some.contains(index)) {
                    picked.add(all.get(position));
                }
            }
        }
        return picked;
    }
}
