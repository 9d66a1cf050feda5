package dev.elementwise.model;

import dev.elementwise.http.ProblemException;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.Status;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.store.InstalmentStore.OpenJob;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.submit.Addition;
import dev.elementwise.submit.Instalments;
import dev.elementwise.submit.ModelledRetry;
import dev.elementwise.submit.Submission;
import dev.elementwise.submit.Submitter;
import dev.elementwise.submit.Submitter.Submit;
import java.time.Duration;
import dev.elementwise.task.Catalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Submits an order, perhaps again and again; and cancels it, if it is to be cancelled. */
final class Client {

    private static final String CALLER = "caller";
    /** The gateway gives up after it. */
    private static final Duration PATIENCE = Duration.ofSeconds(29);

    private static final int MOST_TRIES = 200;
    private static final int MOST_MINUTES = 64;

    private final World world;
    private final Order order;
    private final Function<Process, Ports> ports;
    private final Catalogue catalogue;
    private final Set<JobId> told = new LinkedHashSet<>();
    private final Set<JobId> toldRetries = new LinkedHashSet<>();
    private final Set<Integer> added = new HashSet<>();
    private boolean closed;
    private boolean cancelled;

    /** @param ports what the functions that the client calls call */
    Client(World world, Order order, Function<Process, Ports> ports, Catalogue catalogue) {
        this.catalogue = catalogue;
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

    /** The retries that it has been told of. */
    Set<JobId> toldRetries() {
        return toldRetries;
    }

    void start() {
        world.spawn(world.nature(), this::submitAndCancel);
        if (order.isOpen()) {
            for (int feeders = 1 + world.random().nextInt(2); feeders > 0; feeders--) {
                world.spawn(world.nature(), this::feedWhenTold);
            }
        }
        if (order.retried()) {
            world.spawn(world.nature(), this::retryWhenEnded);
        }
        if (order.key().isPresent() && world.random().nextInt(3) == 0) {
            world.spawn(world.nature(), this::submitUntilTold);
        }
    }

    /** Asks for the order again, by its key; to be called when the weather is calm. */
    void repeat() {
        world.spawn(world.nature(), () -> {
            submit();
            for (int tries = 0; order.isOpen() && !closed && tries < MOST_TRIES; tries++) {
                feed();
                world.pass(Duration.ofSeconds(20));
            }
        });
    }

    /** Asks for the failed elements again, by the key of the retry; to be called when all jobs have ended. */
    void repeatRetry() {
        if (order.retried() && !told.isEmpty()) {
            world.spawn(world.nature(), () -> call(process -> retry(process, ports.apply(process))));
        }
    }

    private void feedWhenTold() {
        for (int tries = 0; !closed && tries < MOST_TRIES; tries++) {
            world.pass(Duration.ofMillis(world.random().nextInt(3_000)));
            if (!told.isEmpty()) {
                feed();
                if (!order.persistent()) {
                    return;
                }
            }
        }
    }

    /** Adds the parts that are not in, in any order; then closes. */
    private void feed() {
        List<Integer> parts = new ArrayList<>(IntStream.range(1, order.parts().size()).boxed().toList());
        Collections.shuffle(parts, world.random());
        for (int part : parts) {
            if (!added.contains(part) || world.random().nextInt(5) == 0) {
                call(process -> add(process, ports.apply(process), part));
            }
        }
        if (added.size() == parts.size()) {
            call(process -> close(process, ports.apply(process)));
        }
    }

    private void add(Process process, Ports ports, int part) {
        Addition addition = instalments(ports).add(told.iterator().next(), new Instalments.Wish(Order.keyOf(part),
            "hash " + part, order.elementsOf(part), world.clock().instant().plusSeconds(20)));
        if (process.isDead()) {
            return;
        }
        if (addition instanceof Addition.Added) {
            added.add(part);
        } else if (addition instanceof Addition.NotOpen refused) {
            closed = refused.job().hasEnded();
        } else if (addition instanceof Addition.KeyReused) {
            throw new Violation("Order " + order.number() + " is told that its own key is another part's");
        }
    }

    private void close(Process process, Ports ports) {
        Optional<OpenJob> open = instalments(ports).close(told.iterator().next());
        if (!process.isDead() && open.isPresent()) {
            closed = !open.get().job().isOpen();
        }
    }

    private Instalments instalments(Ports ports) {
        return new Instalments(new Instalments.Destinations(ports.instalments(), ports.jobs(), ports.first()),
            Long.MAX_VALUE, world.clock());
    }

    private void retryWhenEnded() {
        for (int minutes = 1; toldRetries.isEmpty() && minutes < MOST_MINUTES; minutes *= 2) {
            world.pass(Duration.ofMillis(world.random().nextInt(minutes * 60_000)));
            if (!told.isEmpty()) {
                call(process -> retry(process, ports.apply(process)));
            }
        }
    }

    private void retry(Process process, Ports ports) {
        Optional<Job> job = ports.jobs().find(told.iterator().next());
        if (job.isEmpty() || !job.get().hasEnded()) {
            return;
        }
        Submit by = new Submit(CALLER, Optional.of("retry-" + order.number()), "retry",
            world.clock().instant().plusSeconds(20), Duration.ZERO);
        try {
            tell(submitter(ports).submit(() -> ModelledRetry.of(job.get(), ports, catalogue, world.clock()), by),
                process, toldRetries);
        } catch (ProblemException e) {
            if (job.get().status() == Status.COMPLETED && e.problem().status() == 409) {
                throw new Violation("What has failed of " + job.get() + " changes", e);
            }
        }
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
        tell(submitter(ports).submit(order::request, new Submit(CALLER, order.key(), "hash",
            world.clock().instant().plusSeconds(20), order.number() % 2 == 0 ? PATIENCE : Duration.ZERO)), process,
            told);
    }

    private Submitter submitter(Ports ports) {
        return new Submitter(
            new Submitter.Destinations(ports.claims(), ports.jobs(), ports.blocks(), ports.first(), ports.costs()),
            new Submitter.Grants(Duration.ofDays(3), Duration.ofDays(7), order.maxResultBytes()),
            new Submitter.Surroundings(world.clock(), world::pass, world.random(),
                job -> Duration.ofMillis(world.random().nextInt(1_000))));
    }

    private void tell(Submission answer, Process process, Set<JobId> listener) {
        if (process.isDead()) {
            return;
        }
        if (answer instanceof Submission.Taken taken) {
            listener.add(taken.job().id());
        } else if (answer instanceof Submission.Repeated repeated) {
            listener.add(repeated.job().id());
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
