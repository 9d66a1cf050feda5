package dev.elementwise.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What calls are charged as, and how many write units each key takes a second. */
final class Ledger {

    private static final long SECOND = 1_000_000_000;
    private static final int WRITE_UNIT = 1_024;
    private static final int READ_UNIT = 4_096;
    private static final int QUEUE_UNIT = 64 * 1_024;

    private long writes;
    private long writeUnits;
    private long outcomeUnits;
    private double readUnits;
    private long queueRequests;
    private long invocations;
    private long messages;
    private long refused;
    private double billedNanos;
    private final Map<String, long[]> seconds = new HashMap<>();
    private final Map<String, Long> hottest = new TreeMap<>();
    private final Map<String, Long> writesByKind = new TreeMap<>();

    /**
     * Notes a write.
     *
     * @param kind of the key
     * @param bytes of the item as it is then
     */
    void write(String kind, String key, long bytes, long now) {
        long units = units(bytes, WRITE_UNIT);
        writes++;
        writesByKind.merge(kind, 1L, Long::sum);
        writeUnits += units;
        long[] second = seconds.computeIfAbsent(key, any -> new long[] {-1, 0});
        if (second[0] != now / SECOND) {
            second[0] = now / SECOND;
            second[1] = 0;
        }
        second[1] += units;
        hottest.merge(kind, second[1], Math::max);
    }

    /** Notes how many bytes of outcomes were written for the first time, whatever they were written with. */
    void outcomes(long bytes) {
        outcomeUnits += bytes / WRITE_UNIT;
    }

    void read(long bytes) {
        readUnits += units(bytes, READ_UNIT);
    }

    /** Notes an eventually consistent read, which costs half. */
    void glance(long bytes) {
        readUnits += units(bytes, READ_UNIT) / 2.0;
    }

    /** Notes a batch of up to ten messages. */
    void send(int count, long bytes) {
        messages += count;
        queueRequests += units(bytes, QUEUE_UNIT);
    }

    /** Notes any other request to a queue. */
    void request(long bytes) {
        queueRequests += units(bytes, QUEUE_UNIT);
    }

    void refusal() {
        refused++;
    }

    /** Notes an invocation, with the receive before and the delete after it. */
    void invocation(long bytes, long nanos) {
        invocations++;
        queueRequests += units(bytes, QUEUE_UNIT) + 1;
        billedNanos += nanos;
    }

    private static long units(long bytes, int unit) {
        return Math.max(1, (bytes + unit - 1) / unit);
    }

    long writes() {
        return writes;
    }

    long writeUnits() {
        return writeUnits;
    }

    long outcomeUnits() {
        return outcomeUnits;
    }

    double readUnits() {
        return readUnits;
    }

    long queueRequests() {
        return queueRequests;
    }

    long invocations() {
        return invocations;
    }

    long messages() {
        return messages;
    }

    long refused() {
        return refused;
    }

    double billedSeconds() {
        return billedNanos / SECOND;
    }

    /** How many writes there were, by the kind of key. */
    Map<String, Long> writesByKind() {
        return writesByKind;
    }

    /** The most write units that a key took within a second, by the kind of key. */
    Map<String, Long> hottest() {
        return hottest;
    }
}
