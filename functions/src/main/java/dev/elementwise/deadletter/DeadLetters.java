package dev.elementwise.deadletter;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.log.Faults;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanCodec;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.JobStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the spans of dead letters again, in pieces, as suspects of the next generation. It never judges an element:
 * why a message died, whether an element took its worker down or the store was away for an hour, is found out by those
 * who compute it alone. What has an outcome already is found out by them too, for a worker that takes a span of which
 * all is committed still has to count it.
 */
final class DeadLetters {

    private static final int PIECES = 10;

    private final JobStore jobs;
    private final SpanQueue forks;
    private final long largestSpan;

    /** @param largestSpan the most elements that a worker takes in hand */
    DeadLetters(JobStore jobs, SpanQueue forks, long largestSpan) {
        this.jobs = jobs;
        this.forks = forks;
        this.largestSpan = largestSpan;
    }

    /** Takes dead letters; returns the ids of those that must stay. */
    Set<String> take(List<Delivery> letters) {
        Set<String> failed = new HashSet<>();
        for (Delivery letter : letters) {
            try {
                take(letter);
            } catch (RuntimeException e) {
                System.err.println("Dead letter " + letter.messageId() + " stays: " + Faults.told(e));
                failed.add(letter.messageId());
            }
        }
        return failed;
    }

    /**
     * Suspects, each with a place of its own until they are told apart. What a worker would not take in hand at once
     * goes on with the places that the job has, if it limits them.
     */
    private List<Span> pieces(Span span) {
        IndexRuns suspected = span.places().isPresent() ? span.indices().slice(0, largestSpan) : span.indices();
        List<Span> pieces = new ArrayList<>(span.part(suspected, Origin.SUSPECT).split(PIECES, Origin.SUSPECT));
        IndexRuns later = span.indices().minus(suspected);
        if (!later.isEmpty()) {
            pieces.add(span.part(later, Origin.FORK));
        }
        return pieces;
    }

    private void take(Delivery letter) {
        Span span = SpanCodec.decode(letter.body());
        Optional<Job> job = jobs.find(span.job().id());
        if (job.isPresent() && !job.get().hasEnded()) {
            forks.send(pieces(span.with(span.past().nextGeneration())));
            System.err.println("Job " + span.job().id() + ": " + span.indices().size()
                + " elements were received too often, and are tried again as suspects");
        }
    }
}
