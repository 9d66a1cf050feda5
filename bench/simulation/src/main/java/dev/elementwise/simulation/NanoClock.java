package dev.elementwise.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock in UTC that counts nanoseconds from the beginning of virtual time. */
abstract class NanoClock extends Clock {

    abstract long nanos();

    @Override
    public Instant instant() {
        return VirtualTime.BEGIN.plusNanos(nanos());
    }

    @Override
    public long millis() {
        return VirtualTime.BEGIN.toEpochMilli() + nanos() / 1_000_000;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
