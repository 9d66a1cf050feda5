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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When an invocation asks for further messages, what it gives back, and what becomes of what a queue throws. */
final class SupplyTest {

    private static final Duration VISIBILITY = Duration.ofMinutes(12);
    private static final Duration FIRST_SLICE = Duration.ofSeconds(1);
    /** Of which a batch takes a minute at most. */
    private static final Limits LIMITS = Limits.of(Duration.ofSeconds(30));

    private final SettableClock clock = new SettableClock();
    private final InMemorySpanQueue jobs = new InMemorySpanQueue("arn:jobs", clock, VISIBILITY);
    private final InMemorySpanQueue forks = new InMemorySpanQueue("arn:forks", clock, VISIBILITY);
    private final Instant deadline = clock.instant().plus(Duration.ofMinutes(11));
    private final Instant lastStart = deadline.minusSeconds(60);
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

    @Test
    void furtherMessagesAreAskedForFromTheFirstSliceOnWhileTheyCanBeDoneInTime() {
        Supply supply = supply();
        clock.forward(FIRST_SLICE.minusMillis(1));
        assertThat(supply.isDue()).isFalse();
        clock.forward(Duration.ofMillis(1));
        assertThat(supply.isDue()).isTrue();

        clock.forward(Duration.between(clock.instant(), lastStart.minusSeconds(10).minusMillis(1)));
        assertThat(supply.isDue()).isTrue();
        clock.forward(Duration.ofMillis(1));
        assertThat(supply.isDue()).isFalse();
    }

    @Test
    void messageThatComesTooLateToBeDoneInTimeIsGivenBack() {
        Supply supply = supply();
        send(forks, 2);
        clock.forward(Duration.between(clock.instant(), lastStart.minusMillis(1)));

        assertThat(supply.receive(1)).hasSize(1);
        clock.forward(Duration.ofMillis(1));
        assertThat(supply.receive(1)).isEmpty();

        assertThat(forks.nextVisibleAt()).contains(clock.instant());
    }

    @Test
    void messageThatComesWhileTheProcessEndsIsGivenBack() {
        Supply supply = supply();
        send(forks, 1);
        supply.exit();

        assertThat(supply.receive(1)).isEmpty();

        assertThat(forks.nextVisibleAt()).contains(clock.instant());
    }

    /** What is held later would be hidden longer than by its queue, and what is given back must not be hidden again. */
    @Test
    void messagesAreNotHeldAfterTheLastStartNorWhileTheProcessEnds() {
        Supply late = supply();
        Supply ending = supply();
        List<Delivery> deliveries = deliveries();
        Instant visible = clock.instant().plus(VISIBILITY);
        ending.exit();

        ending.hold(deliveries);
        clock.forward(Duration.between(clock.instant(), lastStart));
        late.hold(deliveries);

        assertThat(jobs.nextVisibleAt()).contains(visible);
        assertThat(forks.nextVisibleAt()).contains(visible);
    }

    @Test
    void forksHaveEverySecondTurnWhereThereAreFirstSpansToo() {
        Supply supply = supply();
        send(jobs, 3);
        send(forks, 3);

        assertThat(queuesOf(supply, 4)).containsExactly("arn:jobs", "arn:forks", "arn:jobs", "arn:forks");
    }

    @Test
    void firstSpanThatIsThereWhenTheNextTurnComesGoesBeforeForks() {
        Supply supply = supply();
        send(forks, 2);
        assertThat(queuesOf(supply, 1)).containsExactly("arn:forks");

        send(jobs, 1);
        clock.forward(Duration.ofSeconds(1));

        assertThat(queuesOf(supply, 2)).containsExactly("arn:jobs", "arn:forks");
    }

    @Test
    void firstSpansAreLookedForInVainOnceASecond() {
        List<String> asked = new ArrayList<>();
        Supply supply = supply((SpanQueue) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {SpanQueue.class}, (self, method, args) -> {
                asked.add(method.getName());
                return method.invoke(jobs, args);
            }));
        send(forks, 20);

        for (int tenth = 0; tenth < 20; tenth++) {
            assertThat(supply.receive(1)).hasSize(1);
            clock.forward(Duration.ofMillis(100));
        }

        assertThat(asked).containsExactly("receive", "receive");
    }

    @Test
    void pauseAfterLooksInVainGrowsToASecondAndBeginsAnewWithWhatIsFound() {
        Supply supply = supply();
        clock.forward(FIRST_SLICE);
        List<Long> pauses = new ArrayList<>();
        for (int look = 0; look < 6; look++) {
            assertThat(supply.receive(1)).isEmpty();
            pauses.add(millisUntilDue(supply));
        }

        send(forks, 1);
        assertThat(supply.receive(1)).hasSize(1);
        assertThat(millisUntilDue(supply)).isZero();
        assertThat(supply.receive(1)).isEmpty();
        pauses.add(millisUntilDue(supply));

        assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1_000L, 1_000L, 100L);
    }

    private long millisUntilDue(Supply supply) {
        long millis = 0;
        for (; !supply.isDue(); millis++) {
            clock.forward(Duration.ofMillis(1));
        }
        return millis;
    }

    /** Where the next messages come from. */
    private static List<String> queuesOf(Supply supply, int turns) {
        return Stream.generate(() -> supply.receive(1)).limit(turns).flatMap(List::stream).map(Delivery::queue)
            .toList();
    }

    private void send(InMemorySpanQueue queue, int count) {
        Span span = new Span(Jobs.of("test", Jobs.list(1, 1, clock)), "{}", IndexRuns.of(0, 1),
            Optional.of(List.of(1L)), Span.Origin.FORK);
        queue.send(Collections.nCopies(count, span));
    }

    /** A message from each queue. */
    private List<Delivery> deliveries() {
        return Stream.of(jobs, forks).flatMap(queue -> {
            send(queue, 1);
            return queue.receive(1).stream();
        }).toList();
    }

    private Supply supply() {
        return supply(jobs);
    }

    private Supply supply(Throwable failure) {
        return supply((SpanQueue) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {SpanQueue.class}, (self, method, args) -> {
                throw failure;
            }));
    }

    private Supply supply(SpanQueue firstSpans) {
        Queues queues = new Queues(new Queues.Named("jobs", firstSpans), new Queues.Named("forks", forks));
        return new Supply(queues, LIMITS, clock, deadline);
    }
}
