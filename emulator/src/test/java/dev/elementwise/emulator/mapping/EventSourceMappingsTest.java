package dev.elementwise.emulator.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.emulator.lambda.InvocationResult;
import dev.elementwise.emulator.lambda.InvocationResult.Answer;
import dev.elementwise.emulator.lambda.InvocationResult.Failure;
import dev.elementwise.emulator.lambda.TraceHeader;
import dev.elementwise.emulator.sqs.LocalSqs;
import dev.elementwise.emulator.stack.EventSourceMapping;
import dev.elementwise.emulator.stack.FunctionResource;
import dev.elementwise.emulator.stack.QueueResource;
import dev.elementwise.emulator.stack.QueueResource.Redrive;
import dev.elementwise.emulator.stack.Stack;
import dev.elementwise.emulator.testing.Lines;
import dev.elementwise.emulator.testing.SqsCalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** With real queues; the function is the test itself, which answers when it wants to. */
class EventSourceMappingsTest {
    private static final Pattern ID = Pattern.compile("\"messageId\":\"([^\"]+)\"");
    private static final Pattern HANDLE = Pattern.compile("\"receiptHandle\":\"([^\"]+)\"");
    private static final QueueResource DEAD = queue("Dead", Optional.empty());
    private static final QueueResource FIRST = queue("First", Optional.of(new Redrive("Dead", 2)));
    private static final QueueResource SECOND = queue("Second", Optional.empty());

    /** What nothing tells of is not noticed while a test lasts. */
    private static final Duration NEVER = Duration.ofHours(1);

    private static final List<QueueResource> QUEUES = List.of(FIRST, SECOND, DEAD);

    private final LocalSqs sqs = new LocalSqs(0, Optional.empty());
    private final SqsCalls calls = new SqsCalls(sqs.endpoint());
    private final Lines log = new Lines();
    private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
    private final Queue<Throwable> refusals = new ConcurrentLinkedQueue<>();
    private boolean recursive;
    private EventSourceMappings mappings;

    @BeforeEach
    void createQueues() {
        sqs.createQueues(QUEUES);
    }

    @AfterEach
    void close() {
        mappings.close();
        sqs.close();
    }

    @Test
    void aMessageReachesTheFunctionAsAwsSendsItAndIsDeletedAfterSuccess() throws InterruptedException {
        start(mapping("First", 10));
        calls.send(sqs.urlOf(FIRST), "hello \"you\"");

        Invocation invocation = next();
        invocation.answer("");

        assertThat(invocation.event()).contains("\"body\":\"hello \\\"you\\\"\"", "\"eventSource\":\"aws:sqs\"",
                "\"eventSourceARN\":\"arn:aws:sqs:us-east-1:000000000000:First\"", "\"ApproximateReceiveCount\":\"1\"",
                "\"SentTimestamp\":\"", "\"md5OfBody\":\"", "\"awsRegion\":\"us-east-1\"");
        awaitEmpty(FIRST);
    }

    @Test
    void onlyTheMessagesThatFailedComeBack() throws InterruptedException {
        calls.sendAll(sqs.urlOf(SECOND), List.of("good", "bad"));
        start(mapping("Second", 10));
        Invocation first = next();
        List<String> ids = ids(first);

        first.answer("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + ids.get(1) + "\"}]}");

        Invocation again = next();
        assertThat(ids(again)).containsExactly(ids.get(1));
        assertThat(again.event()).contains("\"ApproximateReceiveCount\":\"2\"");
        again.answer("{\"batchItemFailures\":[]}");
        awaitEmpty(SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "[]", "{\"batchItemFailures\":[{\"itemIdentifier\":\"unknown\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}", "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{}]}", "{\"batchItemFailures\":\"all\"}", "{\"batchItemFailures\":[]"})
    void aListOfFailuresThatCannotBeReadFailsTheWholeBatch(String answer) throws InterruptedException {
        calls.sendAll(sqs.urlOf(SECOND), List.of("a", "b"));
        start(mapping("Second", 10));
        Invocation first = next();

        first.answer(answer);

        log.await(1, line -> line.contains("is no list of failures"));
        assertThat(ids(next(2))).containsExactlyInAnyOrderElementsOf(ids(first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}"})
    void anAnswerWithoutFailuresIsSuccess(String answer) throws InterruptedException {
        start(mapping("Second", 10));
        calls.send(sqs.urlOf(SECOND), "a");

        next().answer(answer);

        awaitEmpty(SECOND);
    }

    @Test
    void messagesThatFailTooOftenGoToTheDeadLetterQueue() throws InterruptedException {
        start(mapping("First", 1));
        calls.send(sqs.urlOf(FIRST), "poison");
        next().fail();
        next().fail();

        assertThat(calls.awaitMessage(sqs.urlOf(DEAD))).isEqualTo("poison");
        log.await(2, line -> line.matches(".* what is left of it comes back within \\d+ s: Boom: it failed"));
    }

    @Test
    void theLogTellsThatNothingIsLeftOfAFailedBatch() throws InterruptedException {
        start(mapping("First", 1));
        calls.send(sqs.urlOf(FIRST), "done by another way");
        Invocation invocation = next();
        Matcher handle = HANDLE.matcher(invocation.event());
        assertThat(handle.find()).isTrue();
        calls.client().deleteMessage(request -> request.queueUrl(sqs.urlOf(FIRST)).receiptHandle(handle.group(1)));

        invocation.fail();

        log.await(1, line -> line.contains("failed; the function has deleted all of it: Boom"));
    }

    @Test
    void deadLettersReachTheFunctionOfTheirOwnQueue() throws InterruptedException {
        start(mapping("First", 1), mapping("Dead", 1));
        calls.send(sqs.urlOf(FIRST), "poison");
        next().fail();
        next().fail();

        Invocation invocation = next();
        invocation.answer("");

        assertThat(invocation.event()).contains("poison").contains(":Dead\"");
    }

    @Test
    void aMessageIsReceivedWhenItsDelayIsOver() throws InterruptedException {
        start(mapping("Second", 1));
        calls.sendLater(sqs.urlOf(SECOND), "later", 1);

        Invocation invocation = next();
        invocation.answer("");

        assertThat(invocation.event()).contains("later");
        awaitEmpty(SECOND);
    }

    @Test
    void aBatchThatIsNotFullGoesOutWhenItsWindowIsOver() throws InterruptedException {
        start(new EventSourceMapping("M", "F", "Second", 25, Duration.ofSeconds(1), true, OptionalInt.empty()));
        calls.send(sqs.urlOf(SECOND), "a");

        Invocation invocation = next();
        invocation.answer("");

        assertThat(invocation.event()).contains("\"body\":\"a\"");
    }

    @Test
    void queuesOfOneFunctionTakeTurns() throws InterruptedException {
        calls.sendAll(sqs.urlOf(FIRST), List.of("1", "1", "1"));
        calls.sendAll(sqs.urlOf(SECOND), List.of("2", "2", "2"));
        start(mapping("First", 1), mapping("Second", 1));

        List<String> queues = IntStream.range(0, 6).mapToObj(i -> answered()).toList();

        assertThat(queues.subList(1, 5)).containsExactlyInAnyOrder("First", "Second", "First", "Second");
    }

    @Test
    void noMessageIsReceivedWhileNoInvocationMayStart() throws InterruptedException {
        start(mapping("First", 1), mapping("Second", 1));
        calls.send(sqs.urlOf(FIRST), "1");
        Invocation running = next();

        calls.send(sqs.urlOf(SECOND), "2");

        assertThat(calls.receive(sqs.urlOf(SECOND), 0)).isEqualTo("2");
        running.answer("");
    }

    @Test
    void aWindowCollectsWhatOneCallDoesNotGive() throws InterruptedException {
        start(new EventSourceMapping("M", "F", "Second", 25, Duration.ofSeconds(30), true, OptionalInt.empty()));
        IntStream.range(0, 5).forEach(i -> calls.sendAll(sqs.urlOf(SECOND), List.of("a", "b", "c", "d", "e")));

        Invocation invocation = next();
        invocation.answer("");

        assertThat(ids(invocation)).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void anEventIsNeverLargerThanLambdaTakes() throws InterruptedException {
        start(mapping("Second", 10));
        String large = "x".repeat(1_000_000);
        IntStream.range(0, 8).forEach(i -> calls.send(sqs.urlOf(SECOND), large));

        int messages = 0;
        while (messages < 8) {
            Invocation invocation = next();
            assertThat(invocation.event().length()).isLessThanOrEqualTo(6 * 1024 * 1024);
            messages += ids(invocation).size();
            invocation.answer("");
        }
        awaitEmpty(SECOND);
    }

    @Test
    void invocationThatCannotBeginFailsItsBatchAndTheQueueGoesOn() throws InterruptedException {
        refusals.add(new IllegalStateException("no room"));
        start(mapping("Second", 10));
        calls.send(sqs.urlOf(SECOND), "a");

        next().answer("");

        log.await(1, line -> line.contains("The batch of 1 from Second failed") && line.contains("no room"));
        awaitEmpty(SECOND);
    }

    @Test
    void whatNobodyForesawIsToldAndTheQueueGoesOn() throws InterruptedException {
        refusals.add(new LinkageError("no such class"));
        start(mapping("Second", 10));
        calls.send(sqs.urlOf(SECOND), "a");

        next().answer("");

        log.await(1, line -> line.contains("could not be served") && line.contains("no such class"));
        awaitEmpty(SECOND);
    }

    @Test
    void functionCalledSixteenTimesInAChainIsNotCalledAgain() throws InterruptedException {
        start(mapping("First", 1));
        calls.send(sqs.urlOf(FIRST), "round");

        for (int call = 0; call < 16; call++) {
            sendOn(FIRST, next());
        }

        log.await(2, line -> line.contains("16 times in this chain") && line.contains("RecursiveLoop: Allow"));
        assertThat(calls.awaitMessage(sqs.urlOf(DEAD))).isEqualTo("round");
        assertThat(invocations).isEmpty();
    }

    @Test
    void chainsThatAreMeantGoOn() throws InterruptedException {
        recursive = true;
        start(mapping("First", 1));
        calls.send(sqs.urlOf(FIRST), "round");

        for (int call = 0; call < 20; call++) {
            sendOn(FIRST, next());
        }

        assertThat(next().trace().calls("F")).isEqualTo(20);
    }

    @Test
    void messageOfALoopKeepsNoOtherFromTheFunction() throws InterruptedException {
        TraceHeader late = TraceHeader.begin();
        for (int call = 0; call < 16; call++) {
            late = late.calling("F");
        }
        send(FIRST, "late", late);
        calls.send(sqs.urlOf(FIRST), "new");
        start(mapping("First", 10));

        Invocation invocation = next();
        invocation.answer("");

        assertThat(invocation.event()).contains("\"body\":\"new\"").doesNotContain("late");
    }

    @Test
    void batchGoesOnWithItsLongestChain() throws InterruptedException {
        TraceHeader shorter = TraceHeader.begin().calling("F");
        TraceHeader longer = TraceHeader.begin().calling("F").calling("F");
        send(SECOND, "shorter", shorter);
        send(SECOND, "longer", longer);
        calls.send(sqs.urlOf(SECOND), "none");
        start(mapping("Second", 10));

        Invocation invocation = next();
        invocation.answer("");

        assertThat(ids(invocation)).hasSize(3);
        assertThat(invocation.trace().root()).isEqualTo(longer.root());
    }

    @Test
    void messageSentAloneKeepsItsChain() throws InterruptedException {
        TraceHeader trace = TraceHeader.begin().calling("F");
        calls.client().sendMessage(request -> request.queueUrl(sqs.urlOf(SECOND)).messageBody("alone")
                .overrideConfiguration(own -> own.putHeader("X-Amzn-Trace-Id", trace.toString())));
        start(mapping("Second", 10));

        Invocation invocation = next();
        invocation.answer("");

        assertThat(invocation.trace().root()).isEqualTo(trace.root());
    }

    /** As a function's SDK does it: what it sends goes on with the chain of its invocation. */
    private void sendOn(QueueResource queue, Invocation invocation) {
        send(queue, "round", invocation.trace().calling("F"));
        invocation.answer("");
    }

    private void send(QueueResource queue, String body, TraceHeader trace) {
        calls.client().sendMessageBatch(request -> request.queueUrl(sqs.urlOf(queue))
                .entries(SendMessageBatchRequestEntry.builder().id("m").messageBody(body).build())
                .overrideConfiguration(own -> own.putHeader("X-Amzn-Trace-Id", trace.toString())));
    }

    private String answered() {
        try {
            Invocation invocation = next();
            invocation.answer("");
            return invocation.event().contains(":First\"") ? "First" : "Second";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The function has as many vCPUs as any machine's mappings get one slot for. */
    private void start(EventSourceMapping... of) {
        FunctionResource function = new FunctionResource("F", Path.of("."), "h", "java25",
                (int) Math.min(10_240, 1769L * Runtime.getRuntime().availableProcessors()), Duration.ofSeconds(5),
                Map.of(), 1, recursive);
        Stack stack = new Stack("test", List.of(function), QUEUES, List.of(), List.of(of), List.of(), List.of(),
                List.of());
        mappings = new EventSourceMappings(stack, sqs, this::invoke, log, NEVER);
    }

    private CompletableFuture<InvocationResult> invoke(String function, byte[] payload, TraceHeader trace) {
        Throwable refusal = refusals.poll();
        if (refusal instanceof RuntimeException exception) {
            throw exception;
        }
        if (refusal instanceof Error error) {
            throw error;
        }
        Invocation invocation = new Invocation(new String(payload, StandardCharsets.UTF_8), trace,
                new CompletableFuture<>());
        invocations.add(invocation);
        return invocation.result();
    }

    private Invocation next() throws InterruptedException {
        Invocation invocation = invocations.poll(30, TimeUnit.SECONDS);
        assertThat(invocation).isNotNull();
        return invocation;
    }

    /** The next ones, until they have as many messages; answered with success. */
    private Invocation next(int messages) throws InterruptedException {
        StringBuilder events = new StringBuilder();
        while (ids(events.toString()).size() < messages) {
            Invocation invocation = next();
            invocation.answer("");
            events.append(invocation.event());
        }
        return new Invocation(events.toString(), TraceHeader.begin(), new CompletableFuture<>());
    }

    private void awaitEmpty(QueueResource queue) {
        assertThat(calls.awaitEmpty(sqs.urlOf(queue))).isTrue();
    }

    private static List<String> ids(Invocation invocation) {
        return ids(invocation.event());
    }

    private static List<String> ids(String event) {
        Matcher matcher = ID.matcher(event);
        return matcher.results().map(result -> result.group(1)).toList();
    }

    private static QueueResource queue(String name, Optional<Redrive> redrive) {
        return new QueueResource(name, name, Duration.ofSeconds(1), Duration.ofDays(4), Duration.ZERO, Duration.ZERO,
                1_048_576, redrive);
    }

    private static EventSourceMapping mapping(String queue, int batchSize) {
        return new EventSourceMapping(queue + "Mapping", "F", queue, batchSize, Duration.ZERO, true,
                OptionalInt.empty());
    }

    private record Invocation(String event, TraceHeader trace, CompletableFuture<InvocationResult> result) {

        void answer(String json) {
            result.complete(new Answer(json.getBytes(StandardCharsets.UTF_8)));
        }

        void fail() {
            result.complete(new Failure("Boom", "it failed"));
        }
    }
}
