package dev.elementwise.store;

import dev.elementwise.job.JobSpec;
import dev.elementwise.store.WatchStore.Watch;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How a watch stands in its job's item. The attribute {@link #SHARD} brings the job into the index of watched ones. */
final class WatchAttributes {

    static final String INDEX = "byWatch";
    static final String SHARD = "watch";
    static final String LOOK_AT = "lookAt";
    private static final String PATIENCE = "patience";
    private static final String DONE = "doneAtLook";
    private static final String FROM = "lookFrom";

    private WatchAttributes() {
    }

    static void writeFirst(Item item, JobSpec job) {
        item.with(SHARD, shard(WatchStore.shard(job.id())))
            .with(LOOK_AT, Watch.first(job).lookAt().toEpochMilli());
    }

    static String shard(int number) {
        return Integer.toString(number);
    }

    /** The item's watch; none once its job has ended. */
    static Optional<Watch> read(Item item) {
        return item.has(SHARD) ? item.findInstant(LOOK_AT).map(lookAt -> new Watch(lookAt,
            Duration.ofMillis(item.findNumber(PATIENCE).orElse(Watch.FIRST_PATIENCE.toMillis())),
            item.findNumber(DONE).orElse(0), Math.toIntExact(item.findNumber(FROM).orElse(0)))) : Optional.empty();
    }

    static Table.Update replacing(Watch seen, Watch next) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":seen", JobItem.millis(seen.lookAt()));
        values.put(":lookAt", JobItem.millis(next.lookAt()));
        values.put(":patience", Item.number(next.patience().toMillis()));
        values.put(":done", Item.number(next.done()));
        values.put(":from", Item.number(next.fromBlock()));
        return new Table.Update("SET #lookAt = :lookAt, #patience = :patience, #done = :done, #from = :from",
            Optional.of("attribute_exists(#shard) AND #lookAt = :seen"),
            Map.of("#shard", SHARD, "#lookAt", LOOK_AT, "#patience", PATIENCE, "#done", DONE, "#from", FROM), values);
    }
}
