package dev.elementwise.compute;

import dev.elementwise.job.ElementError;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Outcome;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.MarkStore;
import java.util.Optional;

/**
 * Tells an element that takes its worker down from its innocent neighbours.
 *
 * <p>A span that is delivered again may have killed its worker, or may not: it goes on in ten pieces, each a message of
 * its own in the queue whose batches are of one message, and so on down to single elements. Only an element that was
 * started alone twice and never came to an end is given an error.
 */
final class Suspects {

    private static final int PIECES = 10;
    private static final int STARTS = 2;

    private final SpanQueue forks;
    private final MarkStore marks;

    Suspects(SpanQueue forks, MarkStore marks) {
        this.forks = forks;
        this.marks = marks;
    }

    /** Whether the span may have killed its worker, and is to go on in pieces. */
    boolean isToBeHandedOn(SpanWork work) {
        return work.delivery().receiveCount() > 1 && (work.size() > 1 || work.span().origin() != Origin.SUSPECT);
    }

    void handOn(SpanWork work) {
        forks.send(work.span().split(PIECES, Origin.SUSPECT));
    }

    /** Sends elements that were in flight when a worker had to stop, each alone. */
    void send(Span span, IndexRuns inFlight) {
        if (!inFlight.isEmpty()) {
            forks.send(span.part(inFlight, Origin.SUSPECT).split(Math.toIntExact(inFlight.size()), Origin.SUSPECT));
        }
    }

    /** Notes that a single element is about to be started; its outcome, if it has taken down too many workers. */
    Optional<Outcome> start(SpanWork work) {
        if (!isAlone(work)) {
            return Optional.empty();
        }
        long index = work.index(0);
        String attempt = work.delivery().messageId() + "#" + work.delivery().receiveCount();
        int starts = marks.countStart(work.span().job(), index, attempt);
        return starts <= STARTS ? Optional.empty() : Optional.of(Outcome.failure(index, new ElementError(
            ElementError.WORKER_CRASHED, "The element took its worker down, for example out of memory, in each of "
                + STARTS + " attempts alone", STARTS)));
    }

    /** Takes back the note, for the worker lives: that the element has no outcome yet is not its fault. */
    void forgive(SpanWork work) {
        if (isAlone(work)) {
            marks.forgetStarts(work.span().job(), work.index(0));
        }
    }

    private static boolean isAlone(SpanWork work) {
        return work.size() == 1 && work.span().origin() == Origin.SUSPECT;
    }
}
