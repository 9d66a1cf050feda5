package dev.elementwise.task.number;

import dev.elementwise.task.Computation;
import dev.elementwise.task.Params;
import dev.elementwise.task.Reducer;
import dev.elementwise.task.Task;
import dev.elementwise.task.TaskDescription;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;

/** Splits integers into their prime factors. */
public final class Factorize implements Task {

    @Override
    public TaskDescription describe() {
        return TaskDescription.of("factorize", "Factorize",
                "The prime factors of a positive integer of up to 40 digits. Most take milliseconds; a product of two "
                + "primes of 20 digits takes about half a second.")
            .element("""
                {"type":"string","pattern":"^[1-9][0-9]{0,39}$",
                 "description":"A positive integer in decimal, up to 40 digits, without sign or leading zeros"}""")
            .value("""
                {"type":"array","items":{"type":"string","pattern":"^[1-9][0-9]*$"},
                 "description":"The prime factors in ascending order, as often as they divide; none for 1"}""")
            .example("""
                {"task":"factorize","elements":["360","600851475143","340282366920938463463374607431768211457"]}""");
    }

    @Override
    public Map<String, Reducer> reducers() {
        return Map.of("largest-factor", new LargestFactor());
    }

    @Override
    public Computation open(Params params) {
        return element -> Factorization.of(new BigInteger((String) Objects.requireNonNull(element))).stream()
            .map(BigInteger::toString).toList();
    }
}
