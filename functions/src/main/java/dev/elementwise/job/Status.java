package dev.elementwise.job;

import java.util.Locale;
import java.util.Optional;

/** Where a job stands. */
public enum Status {
    /** Taken in; no element has been started. */
    QUEUED,
    RUNNING,
    /** Every element has an outcome. */
    COMPLETED,
    /** Given up with a reason. */
    FAILED,
    CANCELLED;

    /** As the API writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status that the API writes as {@code label}. */
    public static Optional<Status> of(String label) {
        for (Status status : values()) {
            if (status.label().equals(label)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
