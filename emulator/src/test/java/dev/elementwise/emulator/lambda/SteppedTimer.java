package dev.elementwise.emulator.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what it was given when the test says so. */
final class SteppedTimer extends ScheduledThreadPoolExecutor {
    final List<Runnable> tasks = new ArrayList<>();
    final List<Duration> delays = new ArrayList<>();

    SteppedTimer() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        tasks.add(task);
        delays.add(Duration.of(delay, unit.toChronoUnit()));
        return super.schedule(() -> { }, delay, unit);
    }

    void runAll() {
        List.copyOf(tasks).forEach(Runnable::run);
    }
}
