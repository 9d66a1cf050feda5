package dev.elementwise.store;

import dev.elementwise.job.Effort;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How an effort stands in an item: a list of numbers, empty for one of which nothing is known. */
final class EffortNumbers {

    /** What jobs had before their results were measured. */
    private static final int WITHOUT_RESULTS = 6;

    private EffortNumbers() {
    }

    static List<Long> of(Effort effort) {
        return List.of(effort.cpuNanos(), effort.laneNanos(), effort.invocations(), effort.messages(),
            effort.writes(), effort.writeUnits(), effort.resultBytes());
    }

    static Effort read(List<AttributeValue> numbers) {
        if (numbers.isEmpty()) {
            return Effort.NONE;
        }
        long[] values = numbers.stream().mapToLong(number -> Long.parseLong(number.n())).toArray();
        return new Effort(values[0], values[1], values[2], values[3], values[4], values[5],
            values.length > WITHOUT_RESULTS ? values[WITHOUT_RESULTS] : 0);
    }
}
