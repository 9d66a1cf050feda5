package dev.elementwise.status;

import dev.elementwise.job.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Outcomes of a page up to a number and a size. What Lambda lets through is counted as Lambda counts it: the body is a
 * string inside a JSON text of 6 MB, so a quote, a backslash and a line feed take two bytes.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
 */
final class PageSize {

    private static final int LARGEST_ESCAPED = 4_500_000;

    private final int limit;
    private final List<byte[]> lines = new ArrayList<>();
    private int escaped;

    PageSize(int limit) {
        this.limit = limit;
    }

    /** Takes an outcome in, unless it would be too much; the first is never too much. */
    boolean add(Outcome outcome) {
        int size = escaped(outcome.line()) + 2;
        if (!lines.isEmpty() && escaped + size > LARGEST_ESCAPED) {
            return false;
        }
        lines.add(outcome.line());
        escaped += size;
        return true;
    }

    boolean isFull() {
        return lines.size() == limit;
    }

    List<byte[]> lines() {
        return lines;
    }

    private static int escaped(byte[] line) {
        int size = line.length;
        for (byte b : line) {
            if (b == '"' || b == '\\') {
                size++;
            }
        }
        return size;
    }
}
