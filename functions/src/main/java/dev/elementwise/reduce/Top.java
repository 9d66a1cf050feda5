package dev.elementwise.reduce;

import dev.elementwise.task.Reducer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The n largest numbers with their indices, the largest first; of equal ones the first. A partial is pairs of both. */
record Top(int n) implements Reducer {

    /** More would make a job's item too large. */
    private static final int LONGEST = 40;

    @Override
    public Object partial(long index, @Nullable Object value) {
        Number number = Exact.json(Exact.of(value));
        if (number.toString().length() > LONGEST) {
            throw new IllegalArgumentException("a number of more than " + LONGEST + " characters");
        }
        return List.of(List.of(number, index));
    }

    @Override
    public Object combine(@Nullable Object one, @Nullable Object other) {
        List<?> left = Partials.list(one);
        List<?> right = Partials.list(other);
        List<Object> merged = new ArrayList<>();
        for (int l = 0, r = 0; merged.size() < n && (l < left.size() || r < right.size());) {
            boolean takeLeft = r == right.size() || l < left.size() && isBefore(left.get(l), right.get(r));
            merged.add(takeLeft ? left.get(l++) : right.get(r++));
        }
        return merged;
    }

    private static boolean isBefore(Object one, Object other) {
        int order = number(one).compareTo(number(other));
        return order > 0 || order == 0 && index(one) < index(other);
    }

    @Override
    public Object result(@Nullable Object partial) {
        List<Object> result = new ArrayList<>();
        for (Object pair : Partials.list(partial)) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("index", index(pair));
            fields.put("value", Exact.json(number(pair)));
            result.add(fields);
        }
        return result;
    }

    private static BigDecimal number(Object pair) {
        return Partials.decimal(Partials.list(pair).get(0));
    }

    private static long index(Object pair) {
        return Partials.integer(Partials.list(pair).get(1));
    }
}
