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

    /** What a throwable says, which may be of a class whose methods throw: an empty text where it says nothing. */
    public static String messageOf(Throwable thrown) {
        try {
            return thrown.getMessage() == null ? "" : thrown.getMessage();
        } catch (StackOverflowError e) {
            return unreadable(e);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            return unreadable(e);
        }
    }

    private static String unreadable(Throwable why) {
        return "Its message could not be read: " + why.getClass().getName();
    }
}
