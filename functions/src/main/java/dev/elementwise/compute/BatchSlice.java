package dev.elementwise.compute;

import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a worker stays with a batch and what it shares, by what is known of its elements and of what their job has
 * left.
 */
final class BatchSlice implements Shift.Slice {

    private final Batch batch;
    private final Shift shift;
    private final Forker forker;
    private final Terms terms;
    private final boolean first;
    private final boolean unknown;

    /**
     * What does not depend on the elements.
     *
     * @param opening how long the batch's tasks took to open
     */
    record Terms(Limits limits, Shares shares, Clock clock, Duration opening) {
    }

    BatchSlice(Batch batch, Shift shift, Forker forker, Terms terms) {
        this.batch = batch;
        this.shift = shift;
        this.forker = forker;
        this.terms = terms;
        this.first = batch.works().stream().anyMatch(work -> work.span().origin() == Origin.SUBMIT);
        this.unknown = batch.works().stream().anyMatch(work -> work.span().trustedCost().isEmpty());
    }

    /**
     * Short for spans of a submit, behind which new jobs wait, and as long as their elements' cost is not known; just a
     * glance where they bear out what others have told of it.
     */
    @Override
    public Duration first() {
        Limits limits = terms.limits();
        return isBorneOut() ? limits.glance() : first || unknown ? limits.firstSlice() : limits.slice();
    }

    @Override
    public Duration longest() {
        return terms.limits().longest(first ? terms.limits().firstSlice() : share(), terms.opening());
    }

    /**
     * Others soon look for something to do, and find it here if an element takes long, if long ones of other batches
     * keep some of the lanes, or if this worker has more than it should.
     */
    @Override
    public boolean isToBeSharedEarly() {
        if (!isAlone() || shift.taken() >= forker.kept()) {
            return false;
        }
        Span span = batch.work(0).span();
        KnownCost known = known();
        Optional<Duration> cost = known.get();
        return cost.isPresent() && terms.shares().isNearEnd(span, cost.get(), batch.left(span.job().id()), age(span))
            && (terms.shares().isUneven(known.most(), cost.get()) || hasFewLanes() || isTooMuch(cost.get()));
    }

    @Override
    public void cutSmall() {
        forker.cutSmall();
    }

    @Override
    public boolean share(Lanes.Run run, Duration left) {
        return forker.handOnBeyondBlock(run, left, terms.clock().instant());
    }

    /**
     * How long what has come to its end waits for what is in flight, to be committed with it. Not at all where little is
     * left of the job, for workers go by what is counted, where the batch holds much or has several spans, or for a span
     * with limited places.
     */
    Duration commitDelay() {
        boolean large = share().compareTo(terms.limits().slice()) > 0;
        return large && !batch.isHoldingMuch() ? terms.limits().commitDelay(known().get().orElse(Duration.ZERO))
            : Duration.ZERO;
    }

    private boolean isAlone() {
        return batch.works().size() == 1;
    }

    private Duration age(Span span) {
        Instant counted = batch.countedAt(span.job().id()).orElse(shift.startedAt());
        return Duration.between(counted, terms.clock().instant());
    }

    /** Whether other batches keep some of the lanes: one that is free would have started one of these elements. */
    private boolean hasFewLanes() {
        return shift.working() < terms.shares().lanes();
    }

    private boolean isTooMuch(Duration cost) {
        long left = forker.kept() - batch.meter().ended(0);
        return terms.shares().smallest().isTooMuch(left, cost, batch.work(0).span().job().blockSize());
    }

    private boolean isBorneOut() {
        Span span = batch.work(0).span();
        return isAlone() && span.origin() == Origin.FORK && span.places().isEmpty() && span.trustedCost().isEmpty()
            && known().isBorneOut();
    }

    private KnownCost known() {
        return KnownCost.of(batch, 0, shift.inFlight(), terms.clock().instant());
    }

    /** As long as the worker's share of the job takes, as far as something is known of that. */
    private Duration share() {
        Span span = batch.work(0).span();
        Optional<Duration> cost = batch.meter().cost(0).or(span::cost);
        if (!isAlone() || cost.isEmpty()) {
            return terms.limits().slice();
        }
        return terms.shares().of(span, cost.get(), batch.left(span.job().id())).slice();
    }
}
