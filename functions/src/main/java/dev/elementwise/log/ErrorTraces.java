package dev.elementwise.log;

import dev.elementwise.task.Thrown;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Logs where the errors of tasks and reducers come from, which outcomes do not say: of the first of each type its stack
 * trace, down to where the engine has called them. Messages are left out, for they may have elements in them, which no
 * log is to have. Safe for use by several threads.
 */
public final class ErrorTraces {

    private static final int MOST_TYPES = 100;
    private static final int MOST_CAUSES = 4;
    private static final int MOST_FRAMES = 40;

    private final Consumer<String> log;
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    public ErrorTraces() {
        this(text -> System.err.println(text));
    }

    /** @param log takes texts of several lines, from several threads */
    public ErrorTraces(Consumer<String> log) {
        this.log = log;
    }

    /**
     * Logs what has been thrown, if nothing of the kind has been before.
     *
     * @param what has thrown it, such as {@code Task factorize}
     * @param caller class of the engine that has called it
     */
    public void note(String what, Throwable error, Class<?> caller) {
        String type = error.getClass().getName();
        if (shown.size() < MOST_TYPES && shown.add(what + ' ' + type)) {
            log.accept(what + " has thrown this, and maybe will again: " + type + trace(error, caller));
        }
    }

    /** An exception may be a class of the task's, whose methods may throw: that shall cost nobody more than a trace. */
    private static String trace(Throwable error, Class<?> caller) {
        try {
            StringBuilder trace = new StringBuilder(frames(error, caller));
            Throwable cause = error.getCause();
            for (int causes = 0; cause != null && causes < MOST_CAUSES; causes++) {
                trace.append("\nCaused by: ").append(cause.getClass().getName()).append(frames(cause, caller));
                cause = cause.getCause();
            }
            return trace.toString();
        } catch (Throwable e) {
            Thrown.requireOwn(e);
            return ", whose trace can't be read: " + e.getClass().getName();
        }
    }

    private static String frames(Throwable error, Class<?> caller) {
        return Arrays.stream(error.getStackTrace())
            .takeWhile(frame -> !frame.getClassName().equals(caller.getName())).limit(MOST_FRAMES)
            .map(frame -> "\n\tat " + frame).collect(Collectors.joining());
    }
}
