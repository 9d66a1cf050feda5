package dev.elementwise.store;

import dev.elementwise.job.JobSpec;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.Tally;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps partials that are too long for their children's entries, for a node's item is charged whole each time that a
 * child enters. Each stands in an item of its own, under its child and the number of elements that it is of: whoever puts
 * it again puts the same. It is put before its entry, so that whoever finds the entry finds it. Safe for use by several
 * threads and processes.
 */
public final class LongPartials {

    /** In characters: 32 such entries are ten kilobytes. */
    private static final int LONGEST_IN_ENTRY = 300;
    private static final String PARTIALS = "partials";

    private final Table table;

    LongPartials(Table table) {
        this.table = table;
    }

    /** Whether the tally's partials do not stand in its entry. */
    public static boolean areAside(Tally tally) {
        return tally.partials().stream().mapToInt(String::length).sum() > LONGEST_IN_ENTRY;
    }

    /** Puts what does not stand in the entries of the node's children. */
    void put(JobSpec job, Node node, Map<Integer, Tally> children) {
        children.forEach((child, tally) -> {
            if (areAside(tally)) {
                table.update(Keys.partials(job, node.child(child), tally.total()), new UpdateBuilder()
                    .set(PARTIALS, Item.strings(tally.partials()))
                    .set(Item.EXPIRES, Item.number(job.expiresAt().getEpochSecond())).build());
            }
        });
    }

    /**
     * A node's sum with all partials, also those that do not stand in its item.
     *
     * @throws IllegalStateException if one is gone, which is as long as its job kept
     */
    Tally sum(JobSpec job, Node node, Item item) {
        Tally sum = NodeEntries.sum(item);
        List<String> keys = NodeEntries.aside(item).entrySet().stream()
            .map(child -> Keys.partials(job, node.child(child.getKey()), child.getValue())).toList();
        if (keys.isEmpty()) {
            return sum;
        }
        Map<String, Item> found = table.find(keys);
        Stream<String> aside = keys.stream().flatMap(key -> {
            Item one = found.get(key);
            if (one == null) {
                throw new IllegalStateException("There is no item " + key);
            }
            return one.strings(PARTIALS).stream();
        });
        return sum.with(Stream.concat(sum.partials().stream(), aside).toList());
    }
}
