package dev.elementwise.task;

/**
 * What a task's code has thrown: its computation, its reducer, or a method of an exception's class. Whoever calls such
 * code catches everything, and has this tell what is not the code's own.
 */
public final class Thrown {

    private Thrown() {
    }

    /**
     * Returns if it is the code's own, errors such as a failed assertion or a stack overflow too.
     *
     * @throws VirtualMachineError what was thrown, if it is about the whole process, such as an exhausted memory
     */
    public static void requireOwn(Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
    }

    /** What it says; an empty text where it says nothing, and why where it can't be read. */
    public static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? "" : message;
        } catch (Throwable e) {
            requireOwn(e);
            return "Its message could not be read: " + e.getClass().getName();
        }
    }
}
