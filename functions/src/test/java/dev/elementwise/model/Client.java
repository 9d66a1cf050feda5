package dev.elementwise.model;

import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.submit.Submission;
import dev.elementwise.submit.Submitter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Submits an order, perhaps again and again; and cancels it, if it is to be cancelled. */
final class Client {

    private static final String CALLER = "caller";
    /** The gateway gives up after it. */
    private static final Duration PATIENCE = Duration.ofSeconds(29);

    private final World world;
    private final Order order;
    private final Function<Process, Ports> ports;
    private final Set<JobId> told = new LinkedHashSet<>();
    private boolean cancelled;

    /** @param ports what the functions that the client calls call */
    Client(World world, Order order, Function<Process, Ports> ports) {
        this.world = world;
        this.order = order;
        this.ports = ports;
    }

    Order order() {
        return order;
    }

    /** The jobs that it has been told of: for the client these are its order, and there must be one. */
    Set<JobId> told() {
        return told;
    }

    /** Whether it has asked to cancel. */
    boolean hasCancelled() {
        return cancelled;
    }

    void start() {
        world.spawn(world.nature(), this::submitAndCancel);
        if (order.key().isPresent() && world.random().nextInt(3) == 0) {
            world.spawn(world.nature(), this::submitUntilTold);
        }
    }

    /** Asks for the order again, by its key; to be called when the weather is calm. */
    void repeat() {
        world.spawn(world.nature(), this::submit);
    }

    private void submitAndCancel() {
        world.pass(Duration.ofMillis(world.random().nextInt(5_000)));
        submitUntilTold();
        if (order.cancelAfter().isPresent() && !told.isEmpty()) {
            world.pass(order.cancelAfter().get());
            cancelled = true;
            call(process -> cancel(ports.apply(process), told.iterator().next()));
        }
    }

    private void submitUntilTold() {
        submit();
        while (told.isEmpty() && order.key().isPresent() && order.persistent()) {
            world.pass(Duration.ofMillis(world.random().nextInt(20_000)));
            submit();
        }
    }

    private void submit() {
        call(process -> submit(process, ports.apply(process)));
    }

    /** Lets a function do something, and waits until it has, or has died. */
    private void call(Consumer<Process> function) {
        Process process = new Process(world);
        Fiber self = world.running();
        process.whenDead(() -> world.wake(self));
        world.spawn(process, () -> {
            try {
                function.accept(process);
            } catch (StoreUnavailableException | QueueUnavailableException e) {
                // The client is told to come again.
            }
            process.die();
        });
        world.pass(PATIENCE);
        process.die();
    }

    private void submit(Process process, Ports ports) {
        Submitter submitter = new Submitter(
            new Submitter.Destinations(ports.claims(), ports.jobs(), ports.blocks(), ports.first(), ports.costs()),
            new Submitter.Grants(Duration.ofDays(3), Duration.ofDays(7), Long.MAX_VALUE),
            new Submitter.Surroundings(world.clock(), world::pass, world.random(),
                job -> Duration.ofMillis(world.random().nextInt(1_000))));
        Submission answer = submitter.submit(order::request, new Submitter.Submit(CALLER, order.key(), "hash",
            world.clock().instant().plusSeconds(20), order.number() % 2 == 0 ? PATIENCE : Duration.ZERO));
        if (process.isDead()) {
            return;
        }
        if (answer instanceof Submission.Taken taken) {
            told.add(taken.job().id());
        } else if (answer instanceof Submission.Repeated repeated) {
            told.add(repeated.job().id());
        } else if (answer instanceof Submission.KeyReused) {
            throw new Violation("Order " + order.number() + " is told that its own key is another's");
        }
    }

    private void cancel(Ports ports, JobId id) {
        Optional<Job> job = ports.jobs().find(id);
        if (job.isPresent() && !job.get().hasEnded()) {
            Optional<Job> ended = ports.jobs().end(id, Ending.cancelled(world.clock().instant()));
            if (ended.isPresent() && !ended.get().hasEnded()) {
                throw new Violation("Job " + id + " was cancelled, and goes on");
            }
        }
    }
}
