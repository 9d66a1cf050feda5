package dev.elementwise.compute;

import java.time.Duration;

/**
 * How far a worker goes.
 *
 * @param element how long one element may take
 * @param firstSlice how long a worker stays with spans of a submit before it hands on what it has not started
 * @param slice the same for spans that were handed on
 */
record Limits(Duration element, Duration firstSlice, Duration slice) {

    static Limits of(Duration element) {
        return new Limits(element, Duration.ofSeconds(1), Duration.ofSeconds(3));
    }
}
