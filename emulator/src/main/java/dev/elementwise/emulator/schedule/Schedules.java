package dev.elementwise.emulator.schedule;

import dev.elementwise.emulator.lambda.FunctionInvoker;
import dev.elementwise.emulator.lambda.InvocationResult;
import dev.elementwise.emulator.stack.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Calls functions by the clock until it is closed, each for the first time when its interval has gone by once. A call
 * that fails is told in the log; the next one comes when its time is there.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html">Creating a rule
 *     that runs on a schedule</a>
 */
public final class Schedules implements AutoCloseable {
    private final FunctionInvoker invoker;
    private final Consumer<String> log;
    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "schedules");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts to count.
     *
     * @param log takes what failed, a line at a time; called by several threads
     */
    public Schedules(List<Schedule> schedules, FunctionInvoker invoker, Consumer<String> log) {
        this.invoker = invoker;
        this.log = log;
        schedules.forEach(schedule -> timer.scheduleAtFixedRate(() -> call(schedule), schedule.every().toMillis(),
                schedule.every().toMillis(), TimeUnit.MILLISECONDS));
    }

    private void call(Schedule schedule) {
        try {
            byte[] event = schedule.input().map(input -> input.getBytes(StandardCharsets.UTF_8))
                    .orElseGet(() -> ScheduledEvent.of(schedule.id(), clock.instant()));
            invoker.invoke(schedule.function(), event)
                    .whenComplete((result, error) -> {
                        if (result instanceof InvocationResult.Failure failure) {
                            failed(schedule, failure.type() + ": " + failure.message());
                        } else if (error != null) {
                            failed(schedule, error.toString());
                        }
                    });
        } catch (RuntimeException e) { // the timer would never call again
            failed(schedule, e.toString());
        }
    }

    private void failed(Schedule schedule, String why) {
        log.accept("[" + schedule.function() + "] Its schedule " + schedule.id() + " called it, and it failed: " + why);
    }

    /** Calls no more; a call that runs ends by itself. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
