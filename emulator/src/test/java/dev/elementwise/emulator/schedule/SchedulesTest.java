package dev.elementwise.emulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.emulator.lambda.FunctionInvoker;
import dev.elementwise.emulator.lambda.InvocationResult;
import dev.elementwise.emulator.stack.Schedule;
import dev.elementwise.emulator.testing.Lines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SchedulesTest {

    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final Lines log = new Lines();

    @Test
    void functionIsCalledAgainAndAgainWithTheEventThatAwsSends() throws InterruptedException {
        InvocationResult answer = new InvocationResult.Answer("null".getBytes(StandardCharsets.UTF_8));
        try (Schedules schedules = schedules(answering(CompletableFuture.completedFuture(answer)))) {
            for (int i = 0; i < 3; i++) {
                assertThat(calls.poll(30, TimeUnit.SECONDS)).matches("Sweeper \\{\"version\":\"0\",\"id\":\"[0-9a-f-]+\","
                        + "\"detail-type\":\"Scheduled Event\",\"source\":\"aws.events\",\"account\":\"000000000000\","
                        + "\"time\":\"[-0-9]+T[:0-9]+Z\",\"region\":\"us-east-1\",\"resources\":"
                        + "\\[\"arn:aws:events:us-east-1:000000000000:rule/SweeperTick\"],\"detail\":\\{}}");
            }
        }
    }

    @Test
    void inputTakesThePlaceOfTheEvent() throws InterruptedException {
        InvocationResult answer = new InvocationResult.Answer("null".getBytes(StandardCharsets.UTF_8));
        try (Schedules schedules = schedules(answering(CompletableFuture.completedFuture(answer)),
                Optional.of("{\"path\": \"/health\"}"))) {
            assertThat(calls.poll(30, TimeUnit.SECONDS)).isEqualTo("Sweeper {\"path\": \"/health\"}");
        }
    }

    @Test
    void failedCallIsToldAndTheNextOneComes() throws InterruptedException {
        InvocationResult failure = new InvocationResult.Failure("Sandbox.Timedout", "too slow");
        try (Schedules schedules = schedules(answering(CompletableFuture.completedFuture(failure)))) {
            log.await(2, line -> line.equals(
                    "[Sweeper] Its schedule SweeperTick called it, and it failed: Sandbox.Timedout: too slow"));
        }
        try (Schedules schedules = schedules((function, event, trace) -> {
            throw new IllegalStateException("closing");
        })) {
            log.await(2, line -> line.contains("IllegalStateException: closing"));
        }
    }

    private FunctionInvoker answering(CompletableFuture<InvocationResult> result) {
        return (function, event, trace) -> {
            calls.add(function + " " + new String(event, StandardCharsets.UTF_8));
            return result;
        };
    }

    private Schedules schedules(FunctionInvoker invoker) {
        return schedules(invoker, Optional.empty());
    }

    private Schedules schedules(FunctionInvoker invoker, Optional<String> input) {
        return new Schedules(List.of(new Schedule("SweeperTick", "Sweeper", Duration.ofMillis(5), input)), invoker,
                log);
    }
}
