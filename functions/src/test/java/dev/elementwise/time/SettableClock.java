package dev.elementwise.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test puts forward. Safe for use by several threads. */
public final class SettableClock extends Clock {

    private volatile Instant now = Instant.parse("2026-01-02T03:04:05.678Z");

    @Override
    public Instant instant() {
        return now;
    }

    public synchronized void forward(Duration duration) {
        now = now.plus(duration);
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
