package dev.elementwise.emulator.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.emulator.lambda.InvocationResult.Failure;
import dev.elementwise.emulator.stack.FunctionResource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecutionEnvironmentTest {

    private final Failures failures = new Failures();
    private final SteppedTimer timer = new SteppedTimer();

    @AfterEach
    void endTimer() {
        timer.shutdownNow();
    }

    @Test
    void initThatHangsEndsWithAFailureAfterTheFunctionsTimeout() {
        ExecutionEnvironment environment = environment(Duration.ofSeconds(29));

        environment.limitInit();
        timer.runAll();

        assertThat(timer.delays).containsExactly(Duration.ofSeconds(29));
        assertThat(failures.all)
                .containsExactly(new Failure("Sandbox.Timedout", "Error: Init timed out after 29.00 seconds"));
    }

    @Test
    void initHasTenSecondsHoweverShortTheFunctionsTimeoutIs() {
        environment(Duration.ofSeconds(1)).limitInit();

        assertThat(timer.delays).containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void environmentThatStartedInTimeGoesOn() throws InterruptedException {
        ExecutionEnvironment environment = environment(Duration.ofSeconds(29));
        environment.limitInit();
        assertThat(environment.serve(new FunctionInvocation(new byte[0], TraceHeader.begin()))).isFalse();
        assertThat(environment.next()).isPresent();

        timer.tasks.get(0).run();

        assertThat(failures.all).isEmpty();
    }

    @Test
    void failureToStartIsThatOfAllWhoWaitWhereThereIsNoOtherEnvironment() {
        List<ExecutionEnvironment> started = new ArrayList<>();
        WarmPool pool = new WarmPool(more -> {
            started.add(environment(Duration.ofSeconds(1)));
            return started.get(started.size() - 1);
        }, new Growth(1, 1, 1, () -> 0));
        List<FunctionInvocation> waiting =
                List.of(new FunctionInvocation(new byte[0], TraceHeader.begin()),
                        new FunctionInvocation(new byte[0], TraceHeader.begin()));
        waiting.forEach(pool::invoke);

        pool.ended(started.get(0), Optional.of(new Failure("Sandbox.Timedout", "late")), List.of());

        assertThat(waiting).allSatisfy(invocation -> assertThat(invocation.result())
                .isCompletedWithValue(new Failure("Sandbox.Timedout", "late")));
        assertThat(started).hasSize(1);
    }

    private ExecutionEnvironment environment(Duration timeout) {
        FunctionResource function = new FunctionResource("Slow", Path.of("slow"), "Slow", "java25", 256, timeout,
                Map.of(), 1, false);
        return new ExecutionEnvironment(function, failures, timer, Clock.systemUTC());
    }

    /** Why environments did not get as far as serving. */
    private static final class Failures implements EnvironmentListener {
        private final List<Failure> all = new ArrayList<>();

        @Override
        public void started(ExecutionEnvironment environment, int places) {
            environment.serve(new FunctionInvocation(new byte[0], TraceHeader.begin()));
        }

        @Override
        public void idle(ExecutionEnvironment environment) {
            // nobody waits for it here
        }

        @Override
        public void retired(ExecutionEnvironment environment, List<FunctionInvocation> untouched) {
            // nobody waits for it here
        }

        @Override
        public void ended(ExecutionEnvironment environment, Optional<Failure> initFailure,
                          List<FunctionInvocation> untouched) {
            initFailure.ifPresent(all::add);
        }
    }
}
