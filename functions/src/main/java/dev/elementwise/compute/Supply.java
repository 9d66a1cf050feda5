package dev.elementwise.compute;

import dev.elementwise.log.Faults;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Queues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.Set;

/**
 * What an invocation says to the queues about whole messages, its own and those that it receives by itself. The two
 * queues take turns, so that a small job does not wait until a large one's functions end. Safe for use by several
 * threads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">What a mapping asks of its
 *     queue: a visibility timeout that is no shorter than the function's</a>
 */
final class Supply {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** For a receive that is slow: what comes after the last start is given back. */
    private static final Duration RESERVE = Duration.ofSeconds(10);
    /** As the mapping has it, so that first spans of many small jobs are worked on together. */
    private static final int MOST_FIRST_SPANS = 10;

    private final Queues queues;
    private final Limits limits;
    private final Clock clock;
    private final Instant lastStart;
    private Instant next;
    private Instant nextFirstSpans = Instant.MIN;
    private Duration pause = FIRST_PAUSE;
    private boolean forksFirst;
    /** Calls on their way. */
    private final AtomicInteger holding = new AtomicInteger();
    private volatile boolean exiting;

    /** @param deadline when the invocation is cut off */
    Supply(Queues queues, Limits limits, Clock clock, Instant deadline) {
        this.queues = queues;
        this.limits = limits;
        this.clock = clock;
        this.lastStart = deadline.minus(limits.function());
        // Most invocations are over by then, and have nothing to wait for.
        this.next = clock.instant().plus(limits.firstSlice());
    }

    /** Whether to ask now. */
    synchronized boolean isDue() {
        Instant now = clock.instant();
        return !now.isBefore(next) && now.isBefore(lastStart.minus(RESERVE));
    }

    /** No more is received. */
    synchronized void stop() {
        next = Instant.MAX;
    }

    /**
     * Receives some messages; perhaps none, and then it is not due for a while.
     *
     * @param lanes how many are free
     */
    List<Delivery> receive(int lanes) {
        List<Delivery> taken = receiveInTurns(lanes);
        if (!taken.isEmpty() && (exiting || !clock.instant().isBefore(lastStart))) {
            giveBack(taken);
            stop();
            return List.of();
        }
        noteTaken(!taken.isEmpty());
        return taken;
    }

    /** Forks come first only after first spans: where elements are long, the next turn may be a minute away. */
    private List<Delivery> receiveInTurns(int lanes) {
        boolean forks = isForksTurn();
        List<Delivery> some = forks ? receiveForks() : receiveFirstSpans(lanes);
        noteTurn(!forks && !some.isEmpty());
        if (!some.isEmpty()) {
            return some;
        }
        return forks ? receiveFirstSpans(lanes) : receiveForks();
    }

    private synchronized boolean isForksTurn() {
        return forksFirst;
    }

    private synchronized void noteTurn(boolean forksAreNext) {
        forksFirst = forksAreNext;
    }

    /** Mostly there are none, for a mapping of their own waits for them: no more than one look a second is in vain. */
    private List<Delivery> receiveFirstSpans(int lanes) {
        synchronized (this) {
            if (clock.instant().isBefore(nextFirstSpans)) {
                return List.of();
            }
        }
        List<Delivery> some = queues.jobs().queue()
            .receive(Math.max(1, Math.min(MOST_FIRST_SPANS, lanes)), limits.visibility());
        synchronized (this) {
            nextFirstSpans = some.isEmpty() ? clock.instant().plus(LONGEST_PAUSE) : nextFirstSpans;
        }
        return some;
    }

    private List<Delivery> receiveForks() {
        return queues.forks().queue().receive(1, limits.visibility());
    }

    private synchronized void noteTaken(boolean any) {
        if (any) {
            pause = FIRST_PAUSE;
        } else if (!next.equals(Instant.MAX)) {
            next = clock.instant().plus(pause);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }

    /**
     * Lets messages come again as soon as ever if the function dies: one that has time for several batches has a longer
     * timeout, and its queues have one, too. Once for a batch.
     */
    void hold(List<Delivery> deliveries) {
        holding.incrementAndGet();
        try {
            if (!exiting && clock.instant().isBefore(lastStart)) {
                hide(deliveries, limits.visibility());
            }
        } finally {
            holding.decrementAndGet();
        }
    }

    /** The process ends: from now on nothing is received, and nothing is held. */
    void exit() {
        exiting = true;
        stop();
    }

    /** Whether messages are being held just now: those that are given back meanwhile may be hidden again. */
    boolean isHolding() {
        return holding.get() > 0;
    }

    /** Lets messages come again at once. */
    void giveBack(List<Delivery> deliveries) {
        hide(deliveries, Duration.ZERO);
    }

    private void hide(List<Delivery> deliveries, Duration time) {
        for (Queues.Named queue : List.of(queues.jobs(), queues.forks())) {
            List<String> receipts = deliveries.stream().filter(delivery -> queues.of(delivery) == queue.queue())
                .map(Delivery::receiptHandle).toList();
            try {
                if (!receipts.isEmpty()) {
                    queue.queue().hold(receipts, time);
                }
            } catch (RuntimeException e) {
                System.err.println("Messages that are not done come again later than they might: "
                    + Faults.told(e));
            }
        }
    }

    /** Deletes what is done; what can't be deleted comes again, and is found done. */
    void delete(List<Delivery> deliveries, Set<String> failed) {
        deliveries.stream().filter(delivery -> !failed.contains(delivery.messageId())).forEach(this::delete);
    }

    private void delete(Delivery done) {
        try {
            queues.delete(done);
        } catch (RuntimeException e) {
            System.err.println("A message that is done comes again when its time is up: " + Faults.told(e));
        }
    }
}
