package dev.elementwise.compute;

import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.InMemorySpanQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Many workers in virtual time, as two event source mappings run them: each message is taken when it is there and a
 * worker of its queue's mapping is free. Their invocations are played one after the other, in the order in which they
 * begin, each from its beginning to its end; so what an invocation sends is there for all that begin later.
 */
final class Fleet {

    private final Engine engine;
    private final Mapping jobs;
    private final Mapping forks;
    private final List<Event> events = new ArrayList<>();
    private final List<Invocation> invocations = new ArrayList<>();
    private int mostMessages;

    private record Invocation(Instant begin, Instant end) {
    }

    private record Event(Instant at, Runnable what) {
    }

    /** @param workers how many each of the two mappings has at most */
    Fleet(Engine engine, int workers, int lanes) {
        this.engine = engine;
        this.jobs = new Mapping(engine.jobsQueue, 10, workers, lanes);
        this.forks = new Mapping(engine.forksQueue, 1, workers, lanes);
        engine.beforeCall = this::happen;
    }

    /** Lets something happen at a time, also in the middle of an invocation, just before its next call. */
    void at(Duration fromNow, Runnable what) {
        events.add(new Event(engine.clock.instant().plus(fromNow), what));
    }

    /** Runs until there are no messages left. */
    void run() {
        while (true) {
            Optional<Instant> begin = Stream.of(jobs, forks).map(Mapping::next).flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
            Optional<Event> event = events.stream().min(Comparator.comparing(Event::at))
                .filter(next -> begin.isEmpty() || !next.at().isAfter(begin.get()));
            if (event.isPresent()) {
                moveTo(event.get().at());
                happen();
            } else if (begin.isPresent()) {
                moveTo(begin.get());
                (jobs.next().equals(begin) ? jobs : forks).invoke();
            } else {
                return;
            }
        }
    }

    /** The time at which all invocations have ended. */
    Instant end() {
        return Stream.of(jobs, forks).flatMap(mapping -> mapping.free.stream()).max(Comparator.naturalOrder())
            .orElseThrow();
    }

    /** How many invocations there were at the same time, at most. */
    long mostAtOnce() {
        return invocations.stream().mapToLong(one -> invocations.stream()
            .filter(other -> !other.begin().isAfter(one.begin()) && other.end().isAfter(one.begin())).count())
            .max().orElse(0);
    }

    /** How many messages there were when an invocation began, at most. */
    int mostMessages() {
        return mostMessages;
    }

    private void happen() {
        List<Event> due = events.stream().filter(event -> !event.at().isAfter(engine.clock.instant())).toList();
        events.removeAll(due);
        due.forEach(event -> event.what().run());
    }

    private void moveTo(Instant time) {
        engine.clock.forward(Duration.between(engine.clock.instant(), time));
    }

    private final class Mapping {

        private final InMemorySpanQueue queue;
        private final int batch;
        private final List<Worker> workers = new ArrayList<>();
        private final List<Instant> free = new ArrayList<>();

        private Mapping(InMemorySpanQueue queue, int batch, int workers, int lanes) {
            this.queue = queue;
            this.batch = batch;
            for (int i = 0; i < workers; i++) {
                this.workers.add(engine.virtualWorker(Limits.of(Duration.ofSeconds(60)).withWorkers(workers), lanes));
                this.free.add(engine.clock.instant());
            }
        }

        /** When its next invocation begins. */
        private Optional<Instant> next() {
            Instant idle = free.stream().min(Comparator.naturalOrder()).orElseThrow();
            return queue.nextVisibleAt().map(visible -> visible.isAfter(idle) ? visible : idle);
        }

        private void invoke() {
            List<Delivery> deliveries = queue.receive(batch);
            int worker = free.indexOf(free.stream().min(Comparator.naturalOrder()).orElseThrow());
            mostMessages = Math.max(mostMessages, jobs.queue.size() + forks.queue.size());
            Instant begin = engine.clock.instant();
            engine.settle(workers.get(worker), deliveries);
            invocations.add(new Invocation(begin, engine.clock.instant()));
            free.set(worker, engine.clock.instant());
        }
    }
}
