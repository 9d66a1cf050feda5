package dev.elementwise.deadletter;

import dev.elementwise.job.Job;
import dev.elementwise.log.Faults;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanCodec;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.JobStore;
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

    DeadLetters(JobStore jobs, SpanQueue forks) {
        this.jobs = jobs;
        this.forks = forks;
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

    private void take(Delivery letter) {
        Span span = SpanCodec.decode(letter.body());
        Optional<Job> job = jobs.find(span.job().id());
        if (job.isPresent() && !job.get().hasEnded()) {
            forks.send(span.with(span.past().nextGeneration()).split(PIECES, Origin.SUSPECT));
            System.err.println("Job " + span.job().id() + ": " + span.indices().size()
                + " elements were received too often, and are tried again as suspects");
        }
    }
}
