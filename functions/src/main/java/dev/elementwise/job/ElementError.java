package dev.elementwise.job;

import dev.elementwise.json.Excerpt;

/**
 * Why an element has no value.
 *
 * @param type the exception's simple name, or one of the system's own
 * @param message what happened; bounded, so that one error does not outgrow a block
 * @param attempts how often the element was started
 */
public record ElementError(String type, String message, int attempts) {

    public static final String TIMED_OUT = "ElementTimedOut";
    public static final String WORKER_CRASHED = "WorkerCrashed";
    public static final String VALUE_TOO_LARGE = "ValueTooLarge";
    public static final String INVALID_ELEMENT = "InvalidElement";

    public ElementError {
        message = Excerpt.of(message);
    }
}
