package dev.elementwise.reduce;

import dev.elementwise.task.Reducer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many numbers fall between bounds.
 *
 * @param bounds ascending; the first count is of what is below all of them, each further one of what is not below its
 *     bound, up to the next
 */
record Histogram(List<BigDecimal> bounds) implements Reducer {

    @Override
    public Object partial(long index, @Nullable Object value) {
        BigDecimal number = Exact.of(value);
        int bucket = Collections.binarySearch(bounds, number);
        List<Object> counts = new ArrayList<>(Collections.nCopies(bounds.size() + 1, 0L));
        counts.set(bucket >= 0 ? bucket + 1 : -bucket - 1, 1L);
        return counts;
    }

    @Override
    public Object combine(@Nullable Object one, @Nullable Object other) {
        List<?> left = Partials.list(one);
        List<?> right = Partials.list(other);
        List<Object> sums = new ArrayList<>(left.size());
        for (int i = 0; i < left.size(); i++) {
            sums.add(Partials.integer(left.get(i)) + Partials.integer(right.get(i)));
        }
        return sums;
    }

    @Override
    public Object result(@Nullable Object partial) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("buckets", bounds.stream().map(Exact::json).toList());
        result.put("counts", Partials.list(partial));
        return result;
    }
}
