package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Outcome;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FlightTest {

    private final SettableClock clock = new SettableClock();

    @Test
    void elementWhoseReportWaitsWhileTheWorkerIsSlowIsNotCalledLate() {
        Batch batch = batch(2);
        Limits limits = Limits.of(Duration.ofSeconds(30));
        Flight flight = new Flight(batch, 2, limits, new ChildTime(limits, clock, clock.instant()));

        Flight.End end = flight.run(new Prompt(), new ArrayDeque<>(List.of(0, 1)), () -> true,
            () -> clock.forward(Duration.ofSeconds(31)));

        assertThat(end).isEqualTo(Flight.End.LANDED);
        assertThat(batch.outcomes(0)).hasSize(2).allMatch(Outcome::succeeded);
    }

    @Test
    void deathInARetryIsToldWithWhatItsIndicesAreCountedIn() {
        JobSpec first = Jobs.range(2, 64, clock);
        JobSpec retry = new JobSpec(Jobs.range(2, 64, clock).id(), first.caller(), first.task(), first.options(), 2,
            first.range(), first.input(), 64, first.maxResultBytes(), first.lifetime(), Optional.of(first.id()));

        assertThat(toldOfTheDeathIn(first)).contains("element 0 of job " + first.id() + ": as asked");
        assertThat(toldOfTheDeathIn(retry)).contains("element 0 of job " + retry.id()
            + " (counted from 0 among those of job " + first.id() + " that are tried again): as asked");
    }

    private String toldOfTheDeathIn(JobSpec job) {
        Limits limits = Limits.of(Duration.ofSeconds(30));
        Flight flight = new Flight(batch(job), 1, limits, new ChildTime(limits, clock, clock.instant()));
        return ErrorLog.of(() -> flight.run(new Dying(), new ArrayDeque<>(List.of(0)), () -> true, () -> { }));
    }

    private Batch batch(int size) {
        return batch(Jobs.range(size, 64, clock));
    }

    private Batch batch(JobSpec job) {
        int size = Math.toIntExact(job.total());
        Span span = new Span(job, "{}", IndexRuns.of(0, size), Optional.empty(), Span.Origin.SUSPECT);
        return new Batch(List.of(
            new SpanWork(new Delivery("message", "receipt", "", 1, clock.instant(), "forks"), span, span,
                Map.of(), span.job().total())));
    }

    /** Dies of whatever it is given. */
    private static final class Dying extends Prompt {

        @Override
        public Optional<Report> await(Duration patience) {
            return Optional.of(new Report.Died("as asked"));
        }
    }

    /** Has done everything at once. */
    private static class Prompt implements Child {

        private final Deque<Report> reports = new ArrayDeque<>();

        @Override
        public void run(int position, SpanWork work, int within) {
            reports.add(new Report.Ended(position, Outcome.value(work.index(within), "1")));
        }

        @Override
        public void call(ReducerCall call) {
            throw new AssertionError("A flight has no reducers");
        }

        @Override
        public Optional<Report> await(Duration patience) {
            return Optional.ofNullable(reports.poll());
        }

        @Override
        public void close() {
            // nothing runs
        }
    }
}
