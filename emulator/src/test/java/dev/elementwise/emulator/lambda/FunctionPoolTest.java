package dev.elementwise.emulator.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.emulator.lambda.InvocationResult.Answer;
import dev.elementwise.emulator.lambda.InvocationResult.Failure;
import dev.elementwise.emulator.lambda.probe.BrokenFunction;
import dev.elementwise.emulator.lambda.probe.ProbeFunction;
import dev.elementwise.emulator.stack.FunctionResource;
import dev.elementwise.emulator.testing.Lines;
import dev.elementwise.emulator.testing.TaskFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionPoolTest {
    private final Lines log = new Lines();
    private FunctionPool pool;
    private Path jar;

    @BeforeEach
    void startPool(@TempDir Path folder) throws IOException {
        TaskFolder task = TaskFolder.in(folder.resolve("task"));
        jar = task.path().resolve("target").resolve("probe.jar");
        List<FunctionResource> functions = List.of(task.function("Probe", ProbeFunction.class),
                task.function("Short", ProbeFunction.class, Duration.ofSeconds(1)),
                task.function("Shared", ProbeFunction.class, Duration.ofSeconds(2), 3),
                task.function("Broken", BrokenFunction.class));
        pool = new FunctionPool(functions, new LambdaSettings(Map.of("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1"),
                Map.of(), new CacheFolder(folder.resolve("cache")), ArchiveMode.IGNORE, Compilers.FIRST,
                log));
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void anInvocationIsAnsweredByTheFunction() {
        assertThat(answer("Probe", "echo hello")).isEqualTo("\"hello\"");
    }

    @Test
    void theSameEnvironmentServesOneInvocationAfterTheOther() {
        IntStream.range(0, 9).forEach(i -> answer("Probe", "echo x"));

        assertThat(answer("Probe", "served")).isEqualTo("\"10\"");
    }

    @Test
    void aFunctionAndItsSdkAreToldTheChainOfRequests() {
        TraceHeader chain = TraceHeader.begin().calling("Probe").calling("Other");

        String told = answerOf(pool.invoke("Probe", bytes("trace"), chain));

        String[] places = told.replace("\"", "").split(" ");
        assertThat(places[0]).isEqualTo(places[1]);
        TraceHeader trace = TraceHeader.read(places[0]).orElseThrow();
        assertThat(trace.root()).isEqualTo(chain.root());
        assertThat(trace.lineage()).isEqualTo(chain.calling("Probe").lineage());
    }

    @Test
    void whereSeveralAreServedAtATimeTheSdkIsToldNoChain() {
        String told = answerOf(pool.invoke("Shared", bytes("trace"), TraceHeader.begin()));

        assertThat(told).matches("\"Root=.* null\"");
    }

    @Test
    void anExceptionIsAFailureAndTheEnvironmentGoesOn() throws InterruptedException {
        String process = answer("Probe", "process");

        Failure failure = failure("Probe", "throw too bad");

        assertThat(failure).isEqualTo(new Failure("java.lang.IllegalStateException", "too bad"));
        log.await(1, line -> line.startsWith("[Probe] \tat dev.elementwise.emulator.lambda.probe.ProbeFunction"));
        assertThat(answer("Probe", "process")).isEqualTo(process);
    }

    @Test
    void anExitEndsOnlyItsEnvironment() {
        String process = answer("Probe", "process");

        Failure failure = failure("Probe", "exit 1");

        assertThat(failure.type()).isEqualTo("Runtime.ExitError");
        assertThat(failure.message())
                .matches("RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 1");
        assertThat(answer("Probe", "process")).isNotEqualTo(process);
    }

    @Test
    void memoryThatRunsOutEndsOnlyItsEnvironment() {
        String process = answer("Probe", "process");

        assertThat(failure("Probe", "memory").type()).isEqualTo("java.lang.OutOfMemoryError");
        assertThat(answer("Probe", "process")).isNotEqualTo(process);
    }

    @Test
    void aTimeoutEndsTheEnvironmentThatRanOverIt() {
        String process = answer("Short", "process");

        Failure failure = failure("Short", "hang");

        assertThat(failure.type()).isEqualTo("Sandbox.Timedout");
        assertThat(failure.message()).matches("RequestId: .{36} Error: Task timed out after 1.00 seconds");
        assertThat(answer("Short", "process")).isNotEqualTo(process);
        assertThat(ProcessHandle.of(Long.parseLong(process.replace("\"", ""))).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void aFunctionThatCannotBeCreatedFailsItsInvocations() {
        Failure failure = failure("Broken", "{}");

        assertThat(failure.message()).contains("no such table");
        assertThat(failure("Broken", "{}").message()).contains("no such table");
    }

    @Test
    void codeIsThatOfTheStartWhateverABuildMakesOfIt() throws IOException {
        Files.writeString(jar, "half of a jar");
        assertThat(answer("Probe", "echo hello")).isEqualTo("\"hello\"");

        Files.delete(jar);
        assertThat(failure("Probe", "exit 1").type()).isEqualTo("Runtime.ExitError");
        assertThat(answer("Probe", "echo hello")).isEqualTo("\"hello\"");
    }

    @Test
    void outputIsLoggedWithTheFunctionsName() throws InterruptedException {
        answer("Probe", "print grüße");

        assertThat(log.await(1, line -> line.contains("[Probe]"))).containsExactly("[Probe] grüße");
    }

    @Test
    void aFunctionSeesLambdasVariablesAndTheTemplatesAndNoOthers() {
        assertThat(answer("Probe", "variable OWN")).isEqualTo("\"variable of Probe\"");
        assertThat(answer("Probe", "variable AWS_LAMBDA_FUNCTION_MEMORY_SIZE")).isEqualTo("\"256\"");
        assertThat(answer("Probe", "variable AWS_ENDPOINT_URL_SQS")).isEqualTo("\"http://127.0.0.1:1\"");
        assertThat(answer("Probe", "variable PWD")).isEqualTo("\"null\"");
    }

    @Test
    void theContextTellsAboutTheInvocation() {
        assertThat(answer("Probe", "context"))
                .isEqualTo("\"Probe 256 true arn:aws:lambda:us-east-1:000000000000:function:Probe\"");
    }

    @Test
    void payloadsOverTheLimitAreRefusedAndTheEnvironmentGoesOn() {
        byte[] event = new byte[PayloadLimits.REQUEST_BYTES + 1];

        assertThat(failureOf(pool.invoke("Probe", event)).type()).isEqualTo("RequestEntityTooLargeException");
        assertThat(failure("Probe", "large 7000000").type()).isEqualTo("Function.ResponseSizeTooLarge");
        assertThat(answer("Probe", "served")).isEqualTo("\"2\"");
    }

    @Test
    void invocationsThatBlockGetEnvironmentsOfTheirOwn() {
        List<CompletableFuture<InvocationResult>> blocked =
                IntStream.range(0, 3).mapToObj(i -> pool.invoke("Probe", bytes("hang"))).toList();

        assertThat(answer("Probe", "echo free")).isEqualTo("\"free\"");
        assertThat(blocked).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void anEnvironmentServesSeveralInvocationsAtATimeWhereTheFunctionAllowsIt() {
        String process = answer("Shared", "process");
        IntStream.range(0, 2).forEach(i -> pool.invoke("Shared", bytes("hang")));

        assertThat(answer("Shared", "process")).isEqualTo(process);
        pool.invoke("Shared", bytes("hang"));
        assertThat(answer("Shared", "process")).isNotEqualTo(process);
    }

    @Test
    void aTimeoutLetsTheOthersOfItsEnvironmentGoOnAndThenEndsIt() {
        String process = answer("Shared", "process");
        CompletableFuture<InvocationResult> first = pool.invoke("Shared", bytes("hang"));
        CompletableFuture<InvocationResult> second = first.thenCompose(late -> pool.invoke("Shared", bytes("process")));
        CompletableFuture<InvocationResult> beside = new CompletableFuture<>();
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> pool.invoke("Shared", bytes("hang"))
                .thenAccept(beside::complete));

        assertThat(failureOf(first).message()).contains("Task timed out after 2.00 seconds");
        assertThat(answerOf(second)).isNotEqualTo(process);
        assertThat(failureOf(beside).message()).contains("Task timed out after 2.00 seconds");
        ProcessHandle.of(Long.parseLong(process.replace("\"", ""))).ifPresent(handle ->
                assertThat(handle.onExit()).succeedsWithin(Duration.ofSeconds(30)));
    }

    @Test
    void anExitFailsAllThatItsEnvironmentWasServing() {
        answer("Shared", "process");
        CompletableFuture<InvocationResult> beside = pool.invoke("Shared", bytes("hang"));

        assertThat(failure("Shared", "exit 1").type()).isEqualTo("Runtime.ExitError");
        assertThat(failureOf(beside).type()).isEqualTo("Runtime.ExitError");
    }

    @Test
    void memoryThatRunsOutInOneThreadEndsAllOfItsEnvironment() {
        String process = answer("Shared", "process");
        CompletableFuture<InvocationResult> beside = pool.invoke("Shared", bytes("hang"));

        assertThat(failure("Shared", "memory").type()).isEqualTo("java.lang.OutOfMemoryError");
        assertThat(failureOf(beside).type()).isEqualTo("Runtime.ExitError");
        assertThat(answer("Shared", "process")).isNotEqualTo(process);
    }

    @Test
    void manyShortInvocationsShareFewEnvironments() {
        answer("Probe", "echo warm");

        List<CompletableFuture<InvocationResult>> all =
                IntStream.range(0, 200).mapToObj(i -> pool.invoke("Probe", bytes("process"))).toList();

        assertThat(all.stream().map(FunctionPoolTest::answerOf).distinct()).hasSizeLessThan(4);
    }

    @Test
    void closingEndsTheProcessesAndAnswersWhoWaits() {
        long process = Long.parseLong(answer("Probe", "process").replace("\"", ""));
        CompletableFuture<InvocationResult> blocked = pool.invoke("Probe", bytes("hang"));

        pool.close();

        assertThat(failureOf(blocked).type()).isEqualTo("Sandbox.Ended");
        ProcessHandle.of(process).ifPresent(handle -> assertThat(handle.onExit()).succeedsWithin(
                Duration.ofSeconds(30)));
    }

    @Test
    void aProjectThatWasNotPackagedIsRefusedWithWhatToDo(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("pom.xml"), "<project/>");

        assertThatThrownBy(() -> FunctionCode.of(folder)).isInstanceOf(FunctionCodeException.class)
                .hasMessageContaining("mvn package");
    }

    private String answer(String function, String command) {
        return answerOf(pool.invoke(function, bytes(command)));
    }

    private Failure failure(String function, String command) {
        return failureOf(pool.invoke(function, bytes(command)));
    }

    private static String answerOf(CompletableFuture<InvocationResult> future) {
        InvocationResult result = future.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(result).isInstanceOf(Answer.class);
        return new String(((Answer) result).payload(), StandardCharsets.UTF_8);
    }

    private static Failure failureOf(CompletableFuture<InvocationResult> future) {
        InvocationResult result = future.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(result).isInstanceOf(Failure.class);
        return (Failure) result;
    }

    private static byte[] bytes(String command) {
        return ('"' + command + '"').getBytes(StandardCharsets.UTF_8);
    }
}
