package dev.elementwise.model;

import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.SpanCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Invokes a function with the messages of a queue, as Lambda's event source mapping does. */
final class Mapping {

    /** More cannot be what a schedule needs. */
    private static final int MOST_INVOCATIONS = 5_000;

    private final World world;
    private final Chaos chaos;
    private final ModelQueue queue;
    private final Terms terms;
    private final Function<Process, Handler> function;
    private final Deque<Environment> idle = new ArrayDeque<>();
    private int busy;
    private int invocations;

    /** How a function is invoked. */
    record Terms(int batch, int concurrency, Duration timeout) {
    }

    /** A function's code; returns which messages must come again. */
    @FunctionalInterface
    interface Handler {

        Set<String> handle(List<Delivery> batch);
    }

    private record Environment(Process process, Handler handler) {
    }

    /** @param function starts in a process of its own */
    Mapping(ModelQueue queue, Terms terms, Chaos chaos, Function<Process, Handler> function, World world) {
        this.world = world;
        this.chaos = chaos;
        this.queue = queue;
        this.terms = terms;
        this.function = function;
        queue.listen(this::poll);
    }

    int invocations() {
        return invocations;
    }

    private void poll() {
        while (busy < terms.concurrency() && queue.hasVisible()) {
            List<Delivery> batch = queue.receive(terms.batch());
            if (batch.isEmpty()) {
                continue;
            }
            if (++invocations > MOST_INVOCATIONS) {
                throw new Violation("Messages go round for ever, such as " + batch.get(0));
            }
            new Invocation(environment(), batch).start();
        }
    }

    private Environment environment() {
        Environment warm = idle.poll();
        if (warm != null && !warm.process().isDead() && world.random().nextInt(8) > 0) {
            return warm;
        }
        Process process = new Process(world);
        return new Environment(process, function.apply(process));
    }

    private final class Invocation {

        private final Environment environment;
        private final List<Delivery> batch;
        private boolean over;

        Invocation(Environment environment, List<Delivery> batch) {
            this.environment = environment;
            this.batch = batch;
        }

        void start() {
            busy++;
            Process process = environment.process();
            world.say(() -> process + " is invoked with " + batch.stream()
                .map(delivery -> delivery.receiptHandle() + " " + SpanCodec.decode(delivery.body())).toList());
            process.whenDead(this::end);
            world.spawn(process, this::handle);
            world.after(terms.timeout(), () -> {
                if (!over) {
                    world.say(() -> process + " has taken too long");
                    process.die();
                }
            });
        }

        private void handle() {
            try {
                Set<String> failed = environment.handler().handle(batch);
                world.say(() -> environment.process() + " is done, but for " + failed);
                if (chaos.crashes()) {
                    environment.process().die();
                    return;
                }
                batch.stream().filter(delivery -> !failed.contains(delivery.messageId()))
                    .forEach(delivery -> queue.delete(delivery.receiptHandle()));
                idle.add(environment);
                end();
            } catch (OutOfMemoryError e) {
                environment.process().die();
            }
        }

        private void end() {
            if (!over) {
                over = true;
                busy--;
                world.after(Duration.ofMillis(1), Mapping.this::poll);
            }
        }
    }
}
