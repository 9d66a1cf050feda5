package dev.elementwise.simulation;

import dev.elementwise.compute.SimulatedWorker;
import java.time.Duration;
import java.util.Optional;

/**
 * A job and where it runs.
 *
 * @param functions how many execution environments there are at most
 * @param lanes of each: its vCPUs
 * @param elements how many the job has
 * @param remembered whether it is known beforehand what elements cost
 * @param slice how long a worker stays with a span
 * @param reduce what the job asks for as its {@code reduce}, as JSON
 */
record Scenario(int functions, int lanes, long elements, Costs costs, Ramp ramp, boolean remembered, Duration slice,
                Optional<String> reduce) {

    /** What the template gives a function: AWS's most, and its six vCPUs. */
    static final int USUAL_LANES = 6;

    private static final double MOST_GIGABYTES = 10;
    /**
     * Of memory, for one vCPU.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">Memory (AWS)</a>
     */
    private static final double GIGABYTES_OF_A_LANE = 1_769 / 1_024.0;

    /** @throws IllegalArgumentException if an element would be over its time: no environment of the simulation ends */
    Scenario {
        if (costs.longest(elements) >= SimulatedWorker.ELEMENT_LIMIT.toNanos()) {
            throw new IllegalArgumentException("The longest element takes as long as the element limit of "
                + SimulatedWorker.ELEMENT_LIMIT.toSeconds() + " s, or longer: give a shorter 'longest' or 'ideal'");
        }
    }

    int cores() {
        return functions * lanes;
    }

    /** A function's memory. */
    double gigabytes() {
        return Math.min(MOST_GIGABYTES, lanes * GIGABYTES_OF_A_LANE);
    }
}
