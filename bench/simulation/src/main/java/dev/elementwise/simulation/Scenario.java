package dev.elementwise.simulation;

import java.time.Duration;

/**
 * A job and where it runs.
 *
 * @param functions how many execution environments there are at most, each with {@link #LANES} lanes
 * @param elements how many the job has
 * @param remembered whether it is known beforehand what elements cost
 * @param slice how long a worker stays with a span
 */
record Scenario(int functions, long elements, Costs costs, Ramp ramp, boolean remembered, Duration slice) {

    /** vCPUs of a function with {@link #GIGABYTES}. */
    static final int LANES = 6;
    /** Its memory: the template's default, and AWS's most. */
    static final int GIGABYTES = 10;

    int cores() {
        return functions * LANES;
    }
}
