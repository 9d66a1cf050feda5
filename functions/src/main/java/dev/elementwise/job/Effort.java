package dev.elementwise.job;

/**
 * What it took to get outcomes, as committed with them: so what is computed twice counts once. What was spent on
 * outcomes that were never committed is in no effort.
 *
 * @param cpuNanos CPU time of the lanes in elements
 * @param laneNanos time of the lanes, busy or not, while the elements ran
 * @param invocations of the worker
 * @param messages that it received
 * @param writes to the table
 * @param writeUnits what the writes are charged as
 * @param resultBytes JSON of the outcomes that are kept, and of elements that are kept with them
 */
public record Effort(long cpuNanos, long laneNanos, long invocations, long messages, long writes, long writeUnits,
                     long resultBytes) {

    public static final Effort NONE = new Effort(0, 0, 0, 0, 0, 0, 0);

    private static final long UNIT = 1024;

    /** CPU time that elements took. */
    public static Effort cpu(long nanos) {
        return new Effort(nanos, 0, 0, 0, 0, 0, 0);
    }

    /** One write of about so many bytes. */
    public static Effort write(long bytes) {
        return writes(1, 1 + bytes / UNIT);
    }

    /** Writes that are charged as so many units together. */
    public static Effort writes(long writes, long units) {
        return new Effort(0, 0, 0, 0, writes, units, 0);
    }

    /** Results of so many bytes. */
    public static Effort results(long bytes) {
        return new Effort(0, 0, 0, 0, 0, 0, bytes);
    }

    public Effort plus(Effort other) {
        return new Effort(cpuNanos + other.cpuNanos, laneNanos + other.laneNanos, invocations + other.invocations,
            messages + other.messages, writes + other.writes, writeUnits + other.writeUnits,
            resultBytes + other.resultBytes);
    }
}
