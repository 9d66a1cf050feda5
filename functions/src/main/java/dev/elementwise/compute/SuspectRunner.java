package dev.elementwise.compute;

import dev.elementwise.job.Outcome;
import dev.elementwise.queue.SpanQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Runs the suspects of an invocation in quarantine: as many elements as a slice of time allows, then those that have
 * taken down a child, each alone. What is done is committed, what is not started is handed on, still as suspects. When
 * it returns, the messages are done.
 */
final class SuspectRunner {

    /** What is kept of an invocation's time to commit and hand on. */
    private static final Duration RESERVE = Duration.ofSeconds(8);

    private final Worker.Tools tools;
    private final Limits limits;
    private final Clock clock;
    private final int lanes;
    private final SpanQueue forks;
    private final Splitter splitter;
    private final Suspects suspects;

    /** @param lanes how many elements run at a time */
    SuspectRunner(Worker.Tools tools, int lanes) {
        this.tools = tools;
        this.limits = tools.limits();
        this.clock = tools.clock();
        this.lanes = lanes;
        this.forks = tools.queues().forks().queue();
        this.splitter = new Splitter(forks, tools.stores().marks(), limits);
        this.suspects = new Suspects(forks, tools);
    }

    /**
     * Runs suspects.
     *
     * @param stint of the suspects, in their invocation
     * @param isolated how they are settled
     * @throws IsolationException if there can't be a child now; what is done by then is committed
     */
    void run(List<SpanWork> works, Invocation.Stint stint, Worker.Isolated isolated) {
        try {
            Batch batch = new Batch(works);
            settleLost(batch);
            new Stay(batch, stint, isolated).run();
        } catch (RuntimeException e) {
            works.forEach(suspects::forgive);
            throw e;
        }
    }

    /** Elements that took down the whole function, again and again, are not started any more. */
    private void settleLost(Batch batch) {
        for (int position = 0, number = 0; number < batch.works().size(); number++) {
            Optional<Outcome> lost = suspects.start(batch.work(number));
            if (lost.isPresent()) {
                batch.settle(position, lost.get());
            }
            position += batch.work(number).size();
        }
    }

    /** One batch in quarantine. */
    private final class Stay {

        private final Batch batch;
        private final Settlement settlement;
        private final ChildReducers reducers;
        private final Attendance attendance;
        private final Forker forker;
        private final Quarantine quarantine;
        private final Instant startedAt = clock.instant();
        private boolean measured;

        private Stay(Batch batch, Invocation.Stint stint, Worker.Isolated isolated) {
            this.batch = batch;
            this.reducers = isolated.reducers();
            this.settlement = new Settlement(batch, stint.expenses(batch), isolated.means());
            this.attendance = new Attendance(batch, tools.stores().jobs(), stint.looks(), clock);
            this.forker = new Forker(batch, forks, splitter, limits.shares(lanes));
            this.quarantine = new Quarantine(batch, tools,
                stint.deadline().minus(RESERVE).minus(limits.element()), this::tick);
        }

        private void run() {
            try {
                List<Integer> alone = quarantine.runTogether(lanes);
                while (!alone.isEmpty()) {
                    commit();
                    alone.forEach(quarantine::runAlone);
                    alone = quarantine.runTogether(lanes);
                }
            } catch (IsolationException e) {
                commit();
                throw e;
            }
            commit();
            measure();
            forker.handOnRest(quarantine.undecided()::containsKey);
            quarantine.undecided().forEach(this::handOnAlone);
        }

        /** Others need not wait for what is still in flight when the slice is over. */
        private void tick() {
            attendance.run();
            if (quarantine.isSliceOver()) {
                Set<Integer> waiting = quarantine.takeWaiting();
                if (!waiting.isEmpty()) {
                    commit();
                    measure();
                    forker.handOnAround(inFlight(waiting), clock.instant());
                }
            }
        }

        private void commit() {
            attendance.lookBeforeCommit();
            try {
                settlement.settle(startedAt);
            } finally {
                reducers.close();
            }
        }

        private List<Lanes.InFlight> inFlight(Set<Integer> waiting) {
            return IntStream.range(0, batch.size())
                .filter(position -> !waiting.contains(position) && !batch.isSettled(position))
                .mapToObj(position -> new Lanes.InFlight(position, startedAt.toEpochMilli())).toList();
        }

        /**
         * A child does not tell what each element took: all together have taken the time so far, on all lanes. In that
         * are the starts of children, so that quick elements seem slow; what others have told may err the other way.
         */
        private void measure() {
            if (measured) {
                return;
            }
            measured = true;
            List<Integer> done =
                IntStream.range(0, batch.works().size()).map(number -> batch.outcomes(number).size()).boxed().toList();
            long all = done.stream().mapToLong(Integer::longValue).sum();
            Duration spent = Duration.between(startedAt, clock.instant()).multipliedBy(lanes);
            for (int number = 0; number < done.size(); number++) {
                if (done.get(number) > 0) {
                    Duration seeming = spent.dividedBy(all);
                    Duration each = batch.work(number).span().cost()
                        .map(told -> KnownCost.between(told, seeming)).orElse(seeming);
                    batch.meter().add(number, done.get(number), each.multipliedBy(done.get(number)));
                }
            }
        }

        private void handOnAlone(int position, int crashes) {
            SpanWork work = batch.work(batch.workAt(position));
            if (!batch.isDropped(work)) {
                suspects.send(work.span(), batch.index(position), crashes);
            }
        }
    }
}
