package dev.elementwise.submit;

import dev.elementwise.store.CostStore;
import dev.elementwise.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What elements of tasks are known to cost, read once in a while and not for every job. Safe for several threads. */
final class RememberedCosts {

    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);
    /** Whoever computes the first elements of a task soon says what they cost. */
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(10);

    private final CostStore store;
    private final Clock clock;
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    private record Read(Optional<Duration> cost, Instant until) {
    }

    RememberedCosts(CostStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What an element of the task costs, as it was known a minute ago at most; empty too if the store is away. */
    Optional<Duration> find(String task) {
        Instant now = clock.instant();
        Read known = read.get(task);
        if (known == null || !now.isBefore(known.until())) {
            Optional<Duration> cost = ask(task);
            known = new Read(cost, now.plus(cost.isPresent() ? KNOWN_FOR : UNKNOWN_FOR));
            read.put(task, known);
        }
        return known.cost();
    }

    private Optional<Duration> ask(String task) {
        try {
            return store.findCost(task);
        } catch (StoreUnavailableException e) {
            System.err.println("A job of " + task + " is planned without knowing what its elements cost: "
                + e.getMessage());
            return Optional.empty();
        }
    }
}
