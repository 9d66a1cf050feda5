package dev.elementwise.model;

import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Decides what goes wrong, until the storm is over. */
final class Chaos {

    private static final IllegalStateException AS_ASKED = new IllegalStateException("as the schedule has it");

    private final World world;
    private final Rates rates;
    private final Replica replica;
    private Instant calmFrom;

    /**
     * How often things go wrong, from 0 to 1.
     *
     * @param crash a process dies, before or after a call or between its requests
     * @param throttle a call is not made, or a request of it
     * @param lostAnswer a call is made, but its answer is lost
     * @param repeat a call whose answer was lost is made again by the SDK
     * @param slow a call takes seconds or minutes
     * @param duplicate a message is delivered again while it is worked on, or after it was deleted
     * @param raised a message counts as received, but nobody gets it
     * @param late a message comes minutes late
     */
    record Rates(double crash, double throttle, double lostAnswer, double repeat, double slow, double duplicate,
                 double raised, double late) {

        /** Each of them is calm in some schedules, and wild in others. */
        static Rates draw(Random random) {
            return new Rates(draw(random, 0.02), draw(random, 0.02), draw(random, 0.02), draw(random, 0.02),
                draw(random, 0.02), draw(random, 0.1), draw(random, 0.1), draw(random, 0.1));
        }

        private static double draw(Random random, double usual) {
            int weather = random.nextInt(4);
            return weather == 0 ? 0 : weather == 3 ? usual * 3 : usual;
        }
    }

    Chaos(World world, Rates rates, Duration storm) {
        this.world = world;
        this.rates = rates;
        this.replica = new Replica(world);
        this.calmFrom = world.clock().instant().plus(storm);
    }

    /** When the storm is over. */
    Instant calmFrom() {
        return calmFrom;
    }

    /** Lets there be another storm, from now on. */
    void storm(Duration duration) {
        calmFrom = world.clock().instant().plus(duration);
    }

    boolean happens(double rate) {
        return world.random().nextDouble() < rate && !isCalm();
    }

    private boolean isCalm() {
        return !world.clock().instant().isBefore(calmFrom);
    }

    boolean isDuplicated() {
        return happens(rates.duplicate());
    }

    boolean isRaisedOnly() {
        return happens(rates.raised());
    }

    /** Whether a message of a batch is not taken. */
    boolean refuses() {
        return happens(rates.throttle());
    }

    boolean crashes() {
        return happens(rates.crash());
    }

    /** How long a message needs to be seen. */
    Duration delivery() {
        return happens(rates.late()) ? Duration.ofSeconds(world.random().nextInt(600))
            : Duration.ofMillis(world.random().nextInt(20));
    }

    /** The ports as a process meets them. */
    Ports around(Process process, Ports ports) {
        return ports.with(call -> call(process, call));
    }

    private @Nullable Object call(Process process, Ports.Call call) throws Throwable {
        world.pass(latency(process));
        crash(process, "before", call.name());
        if (happens(rates.throttle())) {
            throw unavailable("Throttled", call);
        }
        Object answer = proceed(process, call);
        if (happens(rates.repeat())) {
            world.pass(latency(process));
            answer = proceed(process, call);
        }
        spare(process, call, answer);
        crash(process, "after", call.name());
        if (happens(rates.lostAnswer())) {
            throw unavailable("The answer was lost", call);
        }
        return answer;
    }

    /**
     * An element that was started alone and never came back, three times, can't be told from one that kills: such ill
     * luck happens to nobody twice in a row.
     */
    private static void spare(Process process, Ports.Call call, @Nullable Object answer) {
        if (call.name().equals("noteStart") && answer instanceof Set<?> starts && starts.size() > 1) {
            process.spare();
        }
    }

    private @Nullable Object proceed(Process process, Ports.Call call) throws Throwable {
        Object answer = replica.proceed(call);
        world.say(() -> process + ": " + call + " gives " + answer);
        return answer;
    }

    /** Something may go wrong after the first of several requests that the running process makes for one call. */
    void betweenRequests(String call, BiFunction<String, Throwable, RuntimeException> unavailable) {
        if (isCalm()) {
            return; // where there is no weather there may be no process, either
        }
        crash(world.running().process(), "amid", call);
        if (happens(rates.throttle())) {
            world.say(() -> "Throttled amid: " + call);
            throw unavailable.apply("Throttled", AS_ASKED);
        }
    }

    private void crash(Process process, String when, String call) {
        if (!process.isSpared() && happens(rates.crash())) {
            world.say(() -> process + " dies " + when + " " + call);
            process.die();
            throw new Death();
        }
    }

    private Duration latency(Process process) {
        if (process.isSpared() || !happens(rates.slow())) {
            return Duration.ofMillis(1 + world.random().nextInt(9));
        }
        return Duration.ofMillis(world.random().nextInt(world.random().nextInt(4) == 0 ? 80_000 : 3_000));
    }

    private RuntimeException unavailable(String why, Ports.Call call) {
        world.say(() -> why + ": " + call.name());
        return call.port() instanceof SpanQueue ? new QueueUnavailableException(why, AS_ASKED)
            : new StoreUnavailableException(why, AS_ASKED);
    }
}
