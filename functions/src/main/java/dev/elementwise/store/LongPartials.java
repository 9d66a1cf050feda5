package dev.elementwise.store;

import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps partials that are too long for their entries, for a node's item is charged whole each time that a child enters.
 * Those that come together stand in an item of their own, under a key that is used once, and the entries name it. The
 * item is put before the entries: whoever finds an entry finds it, and one that no entry names expires with its job.
 * Safe for use by several threads and processes.
 */
public final class LongPartials {

    /** In characters, of one child: with 32 of them a node's item still is small. */
    private static final int LONGEST_IN_ENTRY = 300;
    /** No JSON begins with it: who does not know of it fails, instead of leaving something out. */
    private static final String MARK = "@";

    private final Table table;

    LongPartials(Table table) {
        this.table = table;
    }

    /** Whether a child's partials do not stand in its entry. */
    public static boolean areAside(Tally tally) {
        return tally.partials().stream().mapToInt(String::length).sum() > LONGEST_IN_ENTRY;
    }

    /** The tallies as they stand in their entries, once what is too long for these is put aside. */
    Map<Integer, Tally> putAside(JobSpec job, Map<Integer, Tally> children) {
        Map<Integer, Tally> entries = new HashMap<>(children);
        String key = UUID.randomUUID().toString();
        Item aside = Item.of(Keys.partials(job, key), job.expiresAt());
        entries.replaceAll((child, tally) -> {
            if (!areAside(tally)) {
                return tally;
            }
            aside.with(NodeEntries.name(child), Item.texts(tally.partials()));
            return tally.with(List.of(MARK + key));
        });
        if (!entries.equals(children)) {
            table.put(aside, null);
        }
        return entries;
    }

    /** All partials of a node, wherever they stand, in the order of the children. */
    List<String> all(JobSpec job, Item node) {
        Map<Integer, List<String>> entries = NodeEntries.partials(node);
        List<String> keys = entries.values().stream().flatMap(List::stream).filter(text -> text.startsWith(MARK))
            .map(text -> key(job, text)).distinct().toList();
        Map<String, Item> aside = keys.isEmpty() ? Map.of() : table.find(keys);
        List<String> all = new ArrayList<>();
        entries.forEach((child, texts) -> texts.forEach(text -> {
            if (text.startsWith(MARK)) {
                all.addAll(aside.get(key(job, text)).texts(NodeEntries.name(child)));
            } else {
                all.add(text);
            }
        }));
        return all;
    }

    private static String key(JobSpec job, String marked) {
        return Keys.partials(job, marked.substring(MARK.length()));
    }
}
