package dev.elementwise.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps watches in the jobs' items in DynamoDB, found by an index that has only jobs that have not ended. */
public final class DynamoDbWatchStore implements WatchStore {

    private final Table table;

    public DynamoDbWatchStore(Table table) {
        this.table = table;
    }

    @Override
    public List<Watched> due(int shard, Instant now, int limit) {
        List<String> keys = table.upTo(WatchAttributes.INDEX,
            new Table.Attribute(WatchAttributes.SHARD, WatchAttributes.shard(shard)),
            new Table.Bound(WatchAttributes.LOOK_AT, now.toEpochMilli()), limit);
        Map<String, Item> items = table.find(keys);
        List<Watched> due = new ArrayList<>();
        for (String key : keys) {
            // The index may lag behind what has been looked at, or has ended.
            Item item = items.get(key);
            if (item != null) {
                WatchAttributes.read(item).filter(watch -> !watch.lookAt().isAfter(now))
                    .ifPresent(watch -> due.add(new Watched(JobItem.read(item), watch)));
            }
        }
        return due;
    }

    @Override
    public void watch(Watched seen, Watch next) {
        table.update(Keys.job(seen.job().id()), WatchAttributes.replacing(seen.watch(), next));
    }
}
