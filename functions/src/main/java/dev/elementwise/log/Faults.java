package dev.elementwise.log;

import dev.elementwise.queue.LaterVersionException;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.store.StoreUnavailableException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** How a log tells of the engine's own exceptions, each in one text, so that no other line gets between its lines. */
public final class Faults {

    private Faults() {
    }

    /** What happened; where an outage or another version does not explain it, with all that leads to its cause. */
    public static String told(RuntimeException fault) {
        boolean explained = fault instanceof StoreUnavailableException || fault instanceof QueueUnavailableException
            || fault instanceof LaterVersionException;
        return explained ? fault.toString() : trace(fault);
    }

    /** The stack trace, with those of its causes. */
    public static String trace(Throwable fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace, true));
        return trace.toString().stripTrailing();
    }
}
