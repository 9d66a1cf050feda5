package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Jobs;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.InMemorySpanQueue;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.queue.Queues;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.time.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of what the queue of first spans throws, where the messages come again in any case. */
final class SupplyTest {

    private static final Duration VISIBILITY = Duration.ofMinutes(12);

    private final SettableClock clock = new SettableClock();
    private final InMemorySpanQueue jobs = new InMemorySpanQueue("arn:jobs", clock, VISIBILITY);
    private final InMemorySpanQueue forks = new InMemorySpanQueue("arn:forks", clock, VISIBILITY);
    private final PrintStream errors = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void keepLog() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        System.setErr(errors);
    }

    static Stream<RuntimeException> failures() {
        return Stream.of(new QueueUnavailableException("as asked", null), new NullPointerException("as asked"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatCannotBeHeldIsToldAndTheOtherQueuesMessagesAreHeld(RuntimeException failure) {
        List<Delivery> deliveries = deliveries();

        supply(failure).hold(deliveries);

        assertThat(jobs.nextVisibleAt()).contains(clock.instant().plus(VISIBILITY));
        assertThat(forks.nextVisibleAt()).contains(clock.instant().plusSeconds(90));
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("come again later", failure.toString());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatCannotBeDeletedIsToldAndComesAgainAndTheRestIsDeleted(RuntimeException failure) {
        supply(failure).delete(deliveries(), Set.of());

        assertThat(jobs.size()).isEqualTo(1);
        assertThat(forks.size()).isZero();
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("comes again when its time is up",
            failure.toString());
    }

    @Test
    void errorIsNotTakenForAQueuesAnswer() {
        List<Delivery> deliveries = deliveries();
        Supply supply = supply(new NoClassDefFoundError("as asked"));

        assertThatThrownBy(() -> supply.hold(deliveries)).isInstanceOf(NoClassDefFoundError.class);
        assertThatThrownBy(() -> supply.delete(deliveries, Set.of())).isInstanceOf(NoClassDefFoundError.class);
    }

    /** A message from each queue. */
    private List<Delivery> deliveries() {
        Span span = new Span(Jobs.of("test", Jobs.list(1, 1, clock)), "{}", IndexRuns.of(0, 1),
            Optional.of(List.of(1L)), Span.Origin.FORK);
        return Stream.of(jobs, forks).flatMap(queue -> {
            queue.send(List.of(span));
            return queue.receive(1).stream();
        }).toList();
    }

    private Supply supply(Throwable failure) {
        SpanQueue failing = (SpanQueue) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {SpanQueue.class}, (self, method, args) -> {
                throw failure;
            });
        Queues queues = new Queues(new Queues.Named("jobs", failing), new Queues.Named("forks", forks));
        Instant deadline = clock.instant().plus(Duration.ofMinutes(11));
        return new Supply(queues, Limits.of(Duration.ofSeconds(30)), clock, deadline);
    }
}
