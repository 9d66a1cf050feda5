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
 * what they took, and what their values are reduced to, or where that stands ({@link LongPartials}). What is not there
 * is not known.
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

    /** What counts and effort there are; {@link #partials} has the rest. */
    static Optional<Tally> read(Item item, int child) {
        return Optional.ofNullable(item.attributes().get(name(child))).map(entry -> {
            long total = Long.parseLong(entry.l().get(0).n());
            long failed = Long.parseLong(entry.l().get(1).n());
            List<AttributeValue> rest = entry.l().subList(COUNTS, entry.l().size());
            return new Tally(total - failed, failed,
                EffortNumbers.read(rest.stream().filter(value -> value.n() != null).toList()), List.of());
        });
    }

    /** What the entries have of partials, by their children, in order. */
    static Map<Integer, List<String>> partials(Item item) {
        Map<Integer, List<String>> partials = new TreeMap<>();
        for (int child = 0; child < ProgressTree.FANOUT; child++) {
            AttributeValue entry = item.attributes().get(name(child));
            if (entry != null) {
                partials.put(child,
                    entry.l().stream().filter(value -> value.s() != null).map(AttributeValue::s).toList());
            }
        }
        return partials;
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
