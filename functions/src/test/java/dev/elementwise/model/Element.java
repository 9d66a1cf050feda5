package dev.elementwise.model;

import java.time.Duration;
import java.util.Set;

/** What an element does, after some time. */
record Element(Kind kind, Duration cost) {

    enum Kind {
        /** Gives a small value. */
        FINE,
        /** Gives a value that does not fit into its block. */
        GIVES_MUCH,
        THROWS("IllegalStateException"),
        /** Takes its process down without a word. */
        KILLS("WorkerCrashed"),
        /** Ends its process in order, which may take longer than an element may. */
        EXITS("WorkerCrashed", "ElementTimedOut"),
        /** Takes the memory, its own and its neighbours'. */
        EXHAUSTS("WorkerCrashed"),
        /** Never ends. */
        SPINS("ElementTimedOut", "WorkerCrashed");

        private final Set<String> errors;

        Kind(String... errors) {
            this.errors = Set.of(errors);
        }

        /** The types of error that the element may get; none, if it has to get its value. */
        Set<String> errors() {
            return errors;
        }

        boolean isHarmless() {
            return errors.isEmpty() || this == THROWS;
        }
    }
}
