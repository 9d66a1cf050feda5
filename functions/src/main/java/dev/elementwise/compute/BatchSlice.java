package dev.elementwise.compute;

import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import java.time.Duration;
import java.util.Optional;

/** How long a worker stays with a batch, by what is known of its elements and of what their job has left. */
final class BatchSlice implements Shift.Slice {

    private final Batch batch;
    private final Shift shift;
    private final Forker forker;
    private final Limits limits;
    private final Shares shares;
    private final Duration opening;
    private final boolean first;
    private final boolean unknown;

    /** @param opening how long the batch's tasks took to open */
    BatchSlice(Batch batch, Shift shift, Forker forker, Limits limits, Shares shares, Duration opening) {
        this.batch = batch;
        this.shift = shift;
        this.forker = forker;
        this.limits = limits;
        this.shares = shares;
        this.opening = opening;
        this.first = batch.works().stream().anyMatch(work -> work.span().origin() == Origin.SUBMIT);
        this.unknown = batch.works().stream().anyMatch(work -> work.span().trustedCost().isEmpty());
    }

    /**
     * Short for spans of a submit, behind which new jobs wait, and as long as their elements' cost is not known; just a
     * glance where they bear out what others have told of it.
     */
    @Override
    public Duration first() {
        return isBorneOut() ? limits.glance() : first || unknown ? limits.firstSlice() : limits.slice();
    }

    @Override
    public Duration longest() {
        return limits.longest(first ? limits.firstSlice() : share(), opening);
    }

    /** Where costs are uneven, for others soon look for something to do; or where this worker has more than it should. */
    @Override
    public boolean isLast() {
        Span span = batch.work(0).span();
        Optional<Duration> cost = batch.meter().cost(0);
        return isAlone() && cost.isPresent() && shares.isNearEnd(span, cost.get(), batch.left(span.job().id()))
            && (batch.meter().isUneven(0) || isMoreThanASlice(cost.get()));
    }

    private boolean isAlone() {
        return batch.works().size() == 1;
    }

    private boolean isMoreThanASlice(Duration cost) {
        return shares.smallest().isMoreThanASlice(forker.kept() - batch.meter().ended(0), cost);
    }

    private boolean isBorneOut() {
        Span span = batch.work(0).span();
        return isAlone() && span.origin() == Origin.FORK && span.places().isEmpty() && span.trustedCost().isEmpty()
            && batch.bearsOut(0, shift.timeInFlight());
    }

    /** As long as the worker's share of the job takes, as far as something is known of that. */
    private Duration share() {
        Span span = batch.work(0).span();
        Optional<Duration> cost = batch.meter().cost(0).or(span::cost);
        if (!isAlone() || cost.isEmpty()) {
            return limits.slice();
        }
        return shares.of(span, cost.get(), batch.left(span.job().id()), false).slice();
    }
}
