package dev.elementwise.compute;

import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes further spans from the queue of forks for a worker whose lanes would be idle while one of them is still busy.
 * Whoever invoked it knows nothing of these, so they are deleted or released here. For one invocation and one thread.
 */
final class Supply {

    /** What is over sooner is not asked for more: it is a small job, most likely all of it. */
    private static final Duration ASK_AFTER = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** What a worker does about deliveries. */
    interface Intaking {

        /** What is to be run of a delivery; all else about it is done when this returns. */
        Optional<SpanWork> take(Delivery delivery, Attendance attendance);

        /** Lets deliveries come again. */
        void fail(List<Delivery> deliveries, RuntimeException cause);
    }

    private final SpanQueue forks;
    private final Intaking intaking;
    private final Clock clock;
    private final Instant last;
    private final List<Delivery> invokedWith;
    private final List<Delivery> underWay;
    private final List<String> done = new ArrayList<>();
    private Optional<SpanWork> suspect = Optional.empty();
    private boolean open;
    private boolean found;
    private Duration pause = Duration.ZERO;
    private Instant next;

    /**
     * @param works what the worker was invoked with; if that is a submit's, there is no supply: new jobs wait for its
     *     end
     * @param last until when a span may be begun
     */
    Supply(List<SpanWork> works, SpanQueue forks, Intaking intaking, Clock clock, Instant last) {
        this.forks = forks;
        this.intaking = intaking;
        this.clock = clock;
        this.last = last;
        this.open = works.stream().allMatch(work -> work.span().origin() == Origin.FORK);
        this.next = clock.instant().plus(ASK_AFTER);
        this.invokedWith = works.stream().map(SpanWork::delivery).toList();
        this.underWay = new ArrayList<>(invokedWith);
    }

    /** Whether it is worth asking now. */
    boolean isOpen() {
        Instant now = clock.instant();
        return open && !now.isBefore(next) && now.isBefore(last);
    }

    /** Whether there was nothing when it was last asked, and something before: the job comes to its end. */
    boolean isExhausted() {
        return found && !pause.isZero();
    }

    /** The next span that may run beside others, if there is one. */
    Optional<SpanWork> next(boolean busy, Attendance attendance) {
        Optional<Delivery> received = receive();
        if (received.isEmpty()) {
            pause = pause.isZero() || busy ? FIRST_PAUSE
                : pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(5).dividedBy(4) : pause;
            next = clock.instant().plus(pause);
            return Optional.empty();
        }
        pause = Duration.ZERO;
        found = true;
        Optional<SpanWork> work = take(received.get(), attendance);
        if (work.isPresent() && work.get().isSuspect()) {
            suspect = work;
            open = false;
            return Optional.empty();
        }
        return work;
    }

    private Optional<Delivery> receive() {
        try {
            return forks.receive(1).stream().findFirst();
        } catch (QueueUnavailableException e) {
            System.err.println("The worker asks for more spans later: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<SpanWork> take(Delivery delivery, Attendance attendance) {
        underWay.add(delivery);
        try {
            Optional<SpanWork> work = intaking.take(delivery, attendance);
            if (work.isEmpty()) {
                done(List.of(delivery));
            }
            return work;
        } catch (RuntimeException e) {
            underWay.remove(delivery);
            intaking.fail(List.of(delivery), e);
            return Optional.empty();
        }
    }

    /** What was taken and is to be run after all others, alone; nothing more is taken after it. */
    Optional<SpanWork> suspect() {
        return suspect;
    }

    /** All of the deliveries' spans is committed or handed on. */
    void done(List<Delivery> deliveries) {
        underWay.removeAll(deliveries);
        for (Delivery delivery : deliveries) {
            if (!invokedWith.contains(delivery)) {
                done.add(delivery.receiptHandle());
            }
        }
        if (done.size() >= SpanQueue.LARGEST_BATCH) {
            delete();
        }
    }

    /** Deletes what is done and is not deleted yet. */
    void delete() {
        for (int from = 0; from < done.size(); from += SpanQueue.LARGEST_BATCH) {
            try {
                forks.delete(List.copyOf(done.subList(from, Math.min(done.size(), from + SpanQueue.LARGEST_BATCH))));
            } catch (QueueUnavailableException e) {
                System.err.println("Messages come again, with nothing left to do: " + e.getMessage());
            }
        }
        done.clear();
    }

    /** The deliveries that are not done. */
    List<Delivery> underWay() {
        return List.copyOf(underWay);
    }

    /** Every delivery of the invocation of which nothing is left to this worker once all batches have been left. */
    List<Delivery> handled() {
        return Stream.concat(invokedWith.stream(), underWay.stream()).distinct()
            .filter(delivery -> suspect.filter(work -> work.delivery().equals(delivery)).isEmpty()).toList();
    }
}
