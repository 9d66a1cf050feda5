package dev.elementwise.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps costs in DynamoDB, an item for each task. */
public final class DynamoDbCostStore implements CostStore {

    private static final String NANOS = "nanos";

    private final Table table;
    private final Clock clock;

    public DynamoDbCostStore(Table table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> findCost(String task) {
        Instant now = clock.instant();
        return table.find(Keys.task(task)).filter(item -> !item.isExpired(now))
            .map(item -> Duration.ofNanos(item.number(NANOS)));
    }

    @Override
    public void putCost(String task, Duration cost) {
        table.put(Item.of(Keys.task(task), clock.instant().plus(REMEMBERED)).with(NANOS, cost.toNanos()), null);
    }
}
