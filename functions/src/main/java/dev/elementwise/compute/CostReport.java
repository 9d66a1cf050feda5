package dev.elementwise.compute;

import dev.elementwise.job.JobSpec;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.store.CostStore;
import dev.elementwise.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says what elements of tasks cost, where it is news. Of each job only the worker says it that has computed a certain
 * one of its elements, and of a task no worker says it more than once a second: so a task's item is never hot, whatever
 * the number of workers and jobs. Safe for use by several threads, two of which may say the same.
 */
final class CostReport {

    private static final Duration SAY_EVERY = Duration.ofSeconds(1);
    /** After this others may have said something else, and a submit's span knows it. */
    private static final Duration SAID_FOR = Duration.ofMinutes(1);
    private static final double MEANINGFUL = 2;

    private final CostStore costs;
    private final Clock clock;
    private final Map<String, Said> said = new ConcurrentHashMap<>();

    private record Said(Duration cost, Instant at) {
    }

    CostReport(CostStore costs, Clock clock) {
        this.costs = costs;
        this.clock = clock;
    }

    /** Says what the elements of a batch have cost; a store that is away is told another time. */
    void tell(Batch batch) {
        for (int number = 0; number < batch.works().size(); number++) {
            Optional<Duration> measured = batch.meter().cost(number);
            if (measured.isPresent() && isOurs(batch, number)) {
                tell(batch.work(number).span(), measured.get());
            }
        }
    }

    /** Whether the element that decides who speaks for its job was computed here; any would do, but always the same. */
    private static boolean isOurs(Batch batch, int number) {
        JobSpec job = batch.work(number).span().job();
        long deciding = Math.floorMod((long) job.id().value().hashCode(), job.total());
        return batch.work(number).span().indices().contains(deciding)
            && batch.indices(number, batch.positions(number, batch::isSettled)).contains(deciding);
    }

    private void tell(Span span, Duration measured) {
        String task = span.job().task();
        Instant now = clock.instant();
        Optional<Said> last = Optional.ofNullable(said.get(task)).filter(it -> now.isBefore(it.at().plus(SAID_FOR)));
        Optional<Duration> known = last.map(Said::cost)
            .or(() -> span.origin() == Origin.SUBMIT ? span.cost() : Optional.empty());
        boolean tooSoon = last.isPresent() && now.isBefore(last.get().at().plus(SAY_EVERY));
        if (tooSoon || known.isPresent() && !isNews(known.get(), measured)) {
            return;
        }
        // One job that is out of the ordinary does not change much; several do.
        Duration cost = known.map(before -> KnownCost.between(before, measured)).orElse(measured);
        try {
            costs.putCost(task, cost);
            said.put(task, new Said(cost, now));
        } catch (StoreUnavailableException e) {
            System.err.println("What elements of " + task + " cost is not remembered now: " + e.getMessage());
        }
    }

    private static boolean isNews(Duration known, Duration measured) {
        double ratio = (double) measured.toNanos() / known.toNanos();
        return ratio > MEANINGFUL || ratio < 1 / MEANINGFUL;
    }
}
