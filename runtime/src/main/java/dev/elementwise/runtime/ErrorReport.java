package dev.elementwise.runtime;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** An error as Lambda reports it: {@code errorType}, {@code errorMessage}, {@code stackTrace}, {@code cause}. */
record ErrorReport(Throwable error) {
    private static final int MOST_CAUSES = 8;
    /** The process's own: a handler's code may have set or closed {@link System#err}. */
    private static final PrintStream LOG =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    static ErrorReport of(Throwable error) {
        return new ErrorReport(error);
    }

    String type() {
        return error.getClass().getName();
    }

    /**
     * Shows it in the function's log in one write, so that lines of other threads don't come in between. Whatever
     * becomes of that, it returns.
     */
    void print() {
        StringWriter text = new StringWriter();
        try {
            error.printStackTrace(new PrintWriter(text, true));
        } catch (RuntimeException | Error unreadable) {
            text.write(type() + ", whose trace can't be read: " + unreadable.getClass().getName() + "\n");
        }
        LOG.print(text);
        LOG.flush();
    }

    /** Tells the log in a line. */
    static void say(String line) {
        LOG.println(line);
    }

    byte[] json() {
        StringBuilder json = new StringBuilder(1024);
        append(json, error, MOST_CAUSES);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder json, Throwable error, int depth) {
        String message = error.getMessage();
        json.append("{\"errorMessage\":");
        quote(json, message == null ? error.getClass().getName() : message);
        json.append(",\"errorType\":");
        quote(json, error.getClass().getName());
        json.append(",\"stackTrace\":[");
        String separator = "";
        for (StackTraceElement frame : error.getStackTrace()) {
            json.append(separator);
            quote(json, frame.toString());
            separator = ",";
        }
        json.append(']');
        if (error.getCause() != null && depth > 0) {
            json.append(",\"cause\":");
            append(json, error.getCause(), depth - 1);
        }
        json.append('}');
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
