package dev.elementwise.compute;

import dev.elementwise.job.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * A process that runs elements, or a task's own reducers, and may die of one of them. For one thread, which is the only
 * one that starts them.
 */
interface Child extends AutoCloseable {

    /**
     * Starts an element at once, for its lane is free. Never waits and throws nothing: what goes wrong is reported.
     *
     * @param position names the element in its report
     * @param within the element's position in its span
     */
    void run(int position, SpanWork work, int within);

    /** Calls a reducer, while no element is in flight and no other call. Throws nothing, as {@link #run} does. */
    void call(ReducerCall call);

    /** Waits for the next report, but no longer than {@code patience}. None follows the report of a death. */
    Optional<Report> await(Duration patience);

    /** Ends the child, whatever it is doing. */
    @Override
    void close();

    /** What a child has to say. */
    sealed interface Report {

        /** An element has come to its end. */
        record Ended(int position, Outcome outcome) implements Report {
        }

        /** A reducer has come back, see {@link ReducerCall#answer}. */
        record Answered(String answer) implements Report {
        }

        /** The child is no more; what it had in flight will never end. */
        record Died(String how) implements Report {
        }
    }
}
