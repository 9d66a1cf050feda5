package dev.elementwise.store;

import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the children of a progress node stand in its item: an attribute each, a list of all outcomes, failed ones,
 * what they took, and what their values are reduced to, or that this stands elsewhere ({@link LongPartials}). What is
 * not there is not known.
 */
final class NodeEntries {

    private static final int COUNTS = 2;

    private NodeEntries() {
    }

    static String name(int child) {
        return "c" + child;
    }

    static AttributeValue write(Tally tally) {
        Stream<AttributeValue> numbers = Stream.concat(Stream.of(tally.total(), tally.failed()),
            EffortNumbers.of(tally.effort()).stream()).map(Item::number);
        return AttributeValue.fromL(
            Stream.concat(numbers, tally.partials().stream().map(AttributeValue::fromS)).toList());
    }

    /** The same without long partials. */
    static AttributeValue writeShort(Tally tally) {
        if (!LongPartials.areAside(tally)) {
            return write(tally);
        }
        return AttributeValue.fromL(Stream.concat(write(tally.with(List.of())).l().stream(),
            Stream.of(AttributeValue.fromBool(true))).toList());
    }

    /** The children whose partials do not stand in their entries, with how many elements those are of. */
    static Map<Integer, Long> aside(Item item) {
        Map<Integer, Long> totals = new TreeMap<>();
        for (int child = 0; child < ProgressTree.FANOUT; child++) {
            AttributeValue entry = item.attributes().get(name(child));
            if (entry != null && entry.l().stream().anyMatch(value -> value.bool() != null)) {
                totals.put(child, Long.parseLong(entry.l().get(0).n()));
            }
        }
        return totals;
    }

    static Optional<Tally> read(Item item, int child) {
        return Optional.ofNullable(item.attributes().get(name(child))).map(entry -> {
            long total = Long.parseLong(entry.l().get(0).n());
            long failed = Long.parseLong(entry.l().get(1).n());
            List<AttributeValue> rest = entry.l().subList(COUNTS, entry.l().size());
            return new Tally(total - failed, failed,
                EffortNumbers.read(rest.stream().filter(value -> value.n() != null).toList()),
                rest.stream().filter(value -> value.s() != null).map(AttributeValue::s).toList());
        });
    }

    static Map<Integer, Tally> all(Item item) {
        Map<Integer, Tally> entries = new HashMap<>();
        for (int child = 0; child < ProgressTree.FANOUT; child++) {
            int place = child;
            read(item, child).ifPresent(tally -> entries.put(place, tally));
        }
        return entries;
    }

    static Tally sum(Item item) {
        Tally sum = Tally.NONE;
        for (int child = 0; child < ProgressTree.FANOUT; child++) {
            sum = sum.plus(read(item, child).orElse(Tally.NONE));
        }
        return sum;
    }
}
