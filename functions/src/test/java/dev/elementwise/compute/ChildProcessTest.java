package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Jobs;
import dev.elementwise.json.Json;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Span;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.Computation;
import dev.elementwise.task.Identity;
import dev.elementwise.task.Params;
import dev.elementwise.task.Task;
import dev.elementwise.task.TaskDescription;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Children that are processes, started as a function starts them. */
@Timeout(60)
final class ChildProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int HEAP_MEGABYTES = 64;

    @Test
    void elementsGetTheOutcomesThatTheyGetElsewhere() {
        SpanWork work = list("identity", List.of(1L, "two ü", List.of(Map.of("a", 2L)), "x".repeat(250_000)));
        try (Child child = start(ChildMain.class)) {
            for (int i = 0; i < work.size(); i++) {
                child.run(i, work, i);
                assertThat(line(child)).isEqualTo("{\"index\":" + i + ",\"value\":"
                    + Json.write(work.element(i)) + "}");
            }
        }
    }

    @Test
    void severalJobsShareAChild() {
        SpanWork primes = list("count-primes", List.of(100L));
        SpanWork same = list("identity", List.of(7L));
        try (Child child = start(ChildMain.class)) {
            child.run(0, primes, 0);
            assertThat(line(child)).isEqualTo("{\"index\":0,\"value\":25}");
            child.run(1, same, 0);
            assertThat(line(child)).isEqualTo("{\"index\":0,\"value\":7}");
        }
    }

    @Test
    void taskThatNeverOpensKeepsNoOtherFromIt() {
        SpanWork stuck = list("stuck", List.of(1L));
        SpanWork same = list("identity", List.of(7L));
        try (Child child = start(Opener.class)) {
            child.run(0, stuck, 0);
            child.run(1, same, 0);
            assertThat(line(child)).isEqualTo("{\"index\":0,\"value\":7}");
        }
    }

    @Test
    void elementThatThrowsLeavesTheChildToOthers() {
        SpanWork work = list("fault", List.of(Map.of("kind", "throw"), Map.of("kind", "sleep")));
        try (Child child = start(ChildMain.class)) {
            child.run(0, work, 0);
            assertThat(line(child)).contains("IllegalStateException");
            child.run(1, work, 1);
            assertThat(line(child)).contains("survived");
        }
    }

    @Test
    void elementThatExitsIsReportedAsADeath() {
        assertThat(reportOf("exit")).containsInstanceOf(Child.Report.Died.class);
    }

    @Test
    void elementThatExhaustsTheMemoryIsReportedAsADeath() {
        assertThat(reportOf("memory")).containsInstanceOf(Child.Report.Died.class);
    }

    @Test
    void childInALoopIsGoneWhenItIsClosed() {
        long before = ProcessHandle.current().descendants().count();
        SpanWork work = list("fault", List.of(Map.of("kind", "spin")));
        try (Child child = start(ChildMain.class)) {
            child.run(0, work, 0);
            assertThat(child.await(Duration.ofMillis(300))).isEmpty();
        }
        assertThat(ProcessHandle.current().descendants().count()).isLessThanOrEqualTo(before);
    }

    @Test
    void whatATaskPrintsOrReadsDoesNotDisturbTheProtocol() {
        SpanWork work = list("chatter", List.of("hello"));
        try (Child child = start(Chatterer.class)) {
            child.run(0, work, 0);
            assertThat(line(child)).isEqualTo("{\"index\":0,\"value\":-1}");
        }
    }

    @Test
    void programThatIsNoChildIsNoElementsFault() {
        assertThatThrownBy(() -> start(Stranger.class)).isInstanceOf(IsolationException.class);
    }

    /** A worker in between is killed as hard as can be; its child must notice by itself. */
    @Test
    void childEndsWithAWorkerThatIsKilled() throws IOException, InterruptedException {
        Process worker = new ChildCommand(Spinner.class, List.of()).withHeap(HEAP_MEGABYTES).start();
        ProcessHandle child;
        try (InputStream out = worker.getInputStream()) {
            assertThat(out.read()).isEqualTo('s');
            child = worker.children().findFirst().orElseThrow();
        } finally {
            worker.destroyForcibly();
        }
        child.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();

        assertThat(child.isAlive()).isFalse();
    }

    /** Starts a child, gives it a loop, and stays. */
    static final class Spinner {

        private Spinner() {
        }

        public static void main(String[] arguments) {
            Child child = start(ChildMain.class);
            child.run(0, list("fault", List.of(Map.of("kind", "spin"))), 0);
            child.await(Duration.ofMillis(500));
            System.out.write('s');
            System.out.flush();
            child.await(PATIENCE);
        }
    }

    /** A child whose task prints and reads. */
    static final class Chatterer {

        private Chatterer() {
        }

        public static void main(String[] arguments) {
            ChildMain.run(() -> Catalogue.of(List.of(new Chatter())));
        }
    }

    /** A child with a task that never opens. */
    static final class Opener {

        private Opener() {
        }

        public static void main(String[] arguments) {
            ChildMain.run(() -> Catalogue.of(List.of(new Stuck(), new Identity())));
        }
    }

    private static final class Stuck implements Task {

        @Override
        public TaskDescription describe() {
            return TaskDescription.of("stuck", "Stuck", "Never opens.");
        }

        @Override
        public Computation open(Params params) throws InterruptedException {
            new CountDownLatch(1).await();
            throw new AssertionError("unreachable");
        }
    }

    /** Prints an answer that no child gives. */
    static final class Stranger {

        private Stranger() {
        }

        public static void main(String[] arguments) {
            System.out.println("Hello");
        }
    }

    private static final class Chatter implements Task {

        @Override
        public TaskDescription describe() {
            return TaskDescription.of("chatter", "Chatter", "Prints and reads.");
        }

        @Override
        public Computation open(Params params) {
            return element -> {
                new PrintStream(System.out, true, StandardCharsets.UTF_8).println(String.valueOf(element).repeat(20));
                return System.in.read();
            };
        }
    }

    private static Optional<Child.Report> reportOf(String kind) {
        SpanWork work = list("fault", List.of(Map.of("kind", kind)));
        try (Child child = start(ChildMain.class)) {
            child.run(0, work, 0);
            return child.await(PATIENCE);
        }
    }

    private static String line(Child child) {
        Child.Report.Ended ended = (Child.Report.Ended) child.await(PATIENCE).orElseThrow();
        return new String(ended.outcome().line(), StandardCharsets.UTF_8);
    }

    private static Child start(Class<?> program) {
        return ChildProcess.start(new ChildCommand(program, List.of("true")).withHeap(HEAP_MEGABYTES));
    }

    private static SpanWork list(String task, List<Object> elements) {
        Span span = new Span(Jobs.of(task, Jobs.list(elements.size(), 64, Clock.systemUTC())), "{}",
            IndexRuns.of(0, elements.size()), Optional.of(List.copyOf(elements)), Span.Origin.SUSPECT);
        return new SpanWork(new Delivery("id", "id", "", 1, Instant.EPOCH, "forks"), span, span, Map.of(),
            span.job().total());
    }
}
