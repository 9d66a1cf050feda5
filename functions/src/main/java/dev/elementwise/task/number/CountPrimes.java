package dev.elementwise.task.number;

import dev.elementwise.task.Computation;
import dev.elementwise.task.Params;
import dev.elementwise.task.Task;
import dev.elementwise.task.TaskDescription;
import java.util.Objects;

/** Counts the primes below a number. */
public final class CountPrimes implements Task {

    @Override
    public TaskDescription describe() {
        return TaskDescription.of("count-primes", "Count primes",
                "How many primes are smaller than n: 4 for 10 (2, 3, 5 and 7), 3 for 7.")
            .element("""
                {"type":"integer","minimum":0,"maximum":100000000,
                 "description":"n; the primes smaller than n are counted"}""")
            .value("""
                {"type":"integer","minimum":0,"maximum":5761455,"description":"The number of primes below n"}""")
            .example("{\"task\":\"count-primes\",\"elements\":[10,100000,200000,300000]}");
    }

    @Override
    public Computation open(Params params) {
        return element -> (long) PrimeCount.below(((Number) Objects.requireNonNull(element)).intValue());
    }
}
