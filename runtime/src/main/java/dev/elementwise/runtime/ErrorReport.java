package dev.elementwise.runtime;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** An error as Lambda reports it: {@code errorType}, {@code errorMessage}, {@code stackTrace}, {@code cause}. */
record ErrorReport(Throwable error) {
    private static final int MOST_CAUSES = 8;

    static ErrorReport of(Throwable error) {
        return new ErrorReport(error);
    }

    String type() {
        return error.getClass().getName();
    }

    /** Shows it in the function's log in one write, so that lines of other threads don't come in between. */
    void print() {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        System.err.print(text);
        System.err.flush();
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
