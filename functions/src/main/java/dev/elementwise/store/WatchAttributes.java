package dev.elementwise.store;

import dev.elementwise.job.JobSpec;
import dev.elementwise.store.WatchStore.Watch;
import java.time.Duration;
import java.util.Optional;

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
        return new UpdateBuilder().set(LOOK_AT, JobItem.millis(next.lookAt()))
            .set(PATIENCE, Item.number(next.patience().toMillis())).set(DONE, Item.number(next.done()))
            .set(FROM, Item.number(next.fromBlock())).ifThere(SHARD).ifEqual(LOOK_AT, JobItem.millis(seen.lookAt()))
            .build();
    }
}
