package dev.elementwise.emulator.stack;

import java.util.List;
import java.util.Optional;

/**
 * A table on demand.
 *
 * @param id logical id
 * @param name the table's name
 * @param timeToLive the attribute with the second of an item's end
 */
public record TableResource(String id, String name, Key key, List<Index> globalIndexes, List<Index> localIndexes,
                            Optional<String> timeToLive) {

    public TableResource {
        globalIndexes = List.copyOf(globalIndexes);
        localIndexes = List.copyOf(localIndexes);
    }

    /** An attribute of a key; {@code type} is S, N or B. */
    public record Attribute(String name, String type) {
    }

    /** A primary key: the partition's attribute, perhaps a sort attribute. */
    public record Key(Attribute hash, Optional<Attribute> range) {
    }

    /** A secondary index; {@code projection} is ALL, KEYS_ONLY or INCLUDE, {@code included} only for the last. */
    public record Index(String name, Key key, String projection, List<String> included) {
        public Index {
            included = List.copyOf(included);
        }
    }
}
