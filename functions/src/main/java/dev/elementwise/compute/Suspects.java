package dev.elementwise.compute;

import dev.elementwise.job.ElementError;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Outcome;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Past;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.MarkStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Spans and elements that may take their worker down, as they go through the queue of forks, whose batches are of one
 * message.
 *
 * <p>A child tells nearly all of them apart. What takes down the whole function around its child does not: such a span
 * comes a third time, and goes on in ten pieces, and so on down to single elements; and a single one that was started
 * alone and never came back, in three generations, is given its error. What was started so lately that a function may
 * still be at it has not been waited for: receive counts may rise, and generations pass, within seconds.
 */
final class Suspects {

    private static final int PIECES = 10;
    private static final int DELIVERIES_AS_A_WHOLE = 2;
    private static final int GENERATIONS = 3;

    private final SpanQueue forks;
    private final MarkStore marks;
    private final Limits limits;
    private final Clock clock;

    Suspects(SpanQueue forks, Worker.Tools tools) {
        this.forks = forks;
        this.marks = tools.stores().marks();
        this.limits = tools.limits();
        this.clock = tools.clock();
    }

    /** Whether who had it before has perhaps been taken down by it. */
    static boolean isSuspect(Delivery delivery, Span span) {
        return delivery.receiveCount() > 1 || span.origin() == Origin.SUSPECT;
    }

    /** Whether a child does not seem to be enough, and the span is to go on in pieces. */
    boolean isToBeHandedOn(SpanWork work) {
        return work.delivery().receiveCount() > DELIVERIES_AS_A_WHOLE && work.size() > 1;
    }

    void handOn(SpanWork work) {
        forks.send(work.span().split(PIECES, Origin.SUSPECT));
    }

    /** Sends the span as it is, to be worked on by somebody else. */
    void pass(SpanWork work) {
        forks.send(work.whole().split(1, Origin.SUSPECT));
    }

    /** Sends elements that were in flight when a worker had to stop, each alone. */
    void send(Span span, IndexRuns inFlight) {
        if (!inFlight.isEmpty()) {
            forks.send(span.part(inFlight, Origin.SUSPECT).split(Math.toIntExact(inFlight.size()), Origin.SUSPECT));
        }
    }

    /** Sends an element that has taken down as many children alone, for another attempt. */
    void send(Span span, long index, int crashes) {
        Past past = span.past().withCrashes(crashes);
        forks.send(List.of(span.part(IndexRuns.of(index, index + 1), Origin.SUSPECT).withPlaces(1).with(past)));
    }

    /** Notes that a single element is about to be started; its outcome, if it never came back in its generations. */
    Optional<Outcome> start(SpanWork work) {
        if (!isNoted(work)) {
            return Optional.empty();
        }
        long index = work.index(0);
        Start start = new Start(work.span().past().generation(), clock.millis());
        long lost = marks.noteStart(work.span().job(), index, start.text()).stream().map(Start::parse)
            .filter(earlier -> earlier.generation() < start.generation())
            .filter(earlier -> earlier.atMillis() + limits.function().toMillis() <= start.atMillis())
            .map(Start::generation).distinct().count();
        return lost < GENERATIONS ? Optional.empty() : Optional.of(Outcome.failure(index, new ElementError(
            ElementError.WORKER_CRASHED, "The element was started alone and never came back, in each of "
                + GENERATIONS + " generations of attempts", GENERATIONS)));
    }

    /** A note of a start, as the store keeps it. */
    private record Start(int generation, long atMillis) {

        static Start parse(String text) {
            int at = text.indexOf('@');
            return new Start(Integer.parseInt(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
        }

        String text() {
            return generation + "@" + atMillis;
        }
    }

    /** Takes back the note, for the worker lives: that the element has no outcome yet is not its fault. */
    void forgive(SpanWork work) {
        if (isNoted(work)) {
            marks.forgetStarts(work.span().job(), work.index(0));
        }
    }

    /** The first delivery of a single element need not be noted, for there is never only one that fails. */
    private static boolean isNoted(SpanWork work) {
        return work.size() == 1 && work.span().origin() == Origin.SUSPECT && work.delivery().receiveCount() > 1;
    }
}
