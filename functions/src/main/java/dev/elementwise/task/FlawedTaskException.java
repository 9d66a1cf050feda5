package dev.elementwise.task;

import dev.elementwise.json.Excerpt;

/**
 * A text that a task's description has can't be used. The message says which, for callers, and nothing of the class;
 * {@link #inLog} does, for whoever wrote it.
 */
public final class FlawedTaskException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String inLog;

    /**
     * @param what which of the texts
     * @param text as the class gives it
     * @param cause what is wrong with it
     */
    public FlawedTaskException(CatalogueEntry entry, String what, String text, RuntimeException cause) {
        super("The " + what + " of the task " + entry.description().name() + " is not JSON, or not what it has to be.",
            cause);
        this.inLog = "Task class " + entry.task().getClass().getName() + ": the " + what
            + " that its method describe gives can't be used: " + cause.getMessage() + ", in: " + Excerpt.of(text);
    }

    /** The same with the class and the text. */
    public String inLog() {
        return inLog;
    }
}
