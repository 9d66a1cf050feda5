package dev.elementwise.emulator.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.emulator.lambda.InvocationResult.Answer;
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

/** What environments tell may come in any order, for each hears of its end before the pool does. */
class WarmPoolTest {

    private final SteppedTimer timer = new SteppedTimer();
    private final List<ExecutionEnvironment> started = new ArrayList<>();
    private final Interception interception = new Interception();
    private final WarmPool pool = new WarmPool(more -> environment(), new Growth(4, 2, 1, () -> 0));

    @AfterEach
    void endTimer() {
        timer.shutdownNow();
    }

    @Test
    void anEnvironmentThatHasEndedGetsNoInvocationThoughThePoolDoesNotKnowYet() throws InterruptedException {
        pool.invoke(invocation());
        started.get(0).next();
        FunctionInvocation late = invocation();
        interception.beforeEnded = () -> pool.invoke(late);

        started.get(0).exited(1);

        assertThat(started).hasSize(2);
        assertThat(started.get(1).next()).map(RuntimeEndpoint.Delivery::invocation).contains(late);
    }

    @Test
    void anEnvironmentThatIsRetiredAfterItsEndIsForgotten() throws InterruptedException {
        FunctionInvocation first = invocation();
        pool.invoke(first);
        ExecutionEnvironment gone = started.get(0);
        gone.next();
        pool.ended(gone, Optional.empty(), List.of());

        FunctionInvocation untouched = invocation();
        pool.retired(gone, List.of(untouched));

        assertThat(started).hasSize(2);
        started.get(1).next();
        FunctionInvocation next = invocation();
        pool.invoke(next);
        assertThat(started).hasSize(2);
        assertThat(started.get(1).next()).map(RuntimeEndpoint.Delivery::invocation).contains(next);
    }

    @Test
    void aRetiredEnvironmentFinishesWhatItHasAndAnotherTakesTheRest() throws InterruptedException {
        FunctionInvocation slow = invocation();
        FunctionInvocation beside = invocation();
        pool.invoke(slow);
        ExecutionEnvironment retiring = started.get(0);
        retiring.next();
        pool.invoke(beside);
        retiring.next();

        timer.tasks.get(0).run();
        assertThat(slow.result().join()).isInstanceOf(Failure.class);
        FunctionInvocation after = invocation();
        pool.invoke(after);

        assertThat(started).hasSize(2);
        retiring.finish(beside.requestId(), new Answer(new byte[0]));
        assertThat(beside.result().join()).isInstanceOf(Answer.class);
        assertThat(retiring.next()).isEmpty();
        assertThat(started.get(1).next()).map(RuntimeEndpoint.Delivery::invocation).contains(after);
    }

    private ExecutionEnvironment environment() {
        FunctionResource function =
                new FunctionResource("F", Path.of("f"), "F", "java25", 256, Duration.ofMinutes(1), Map.of(), 2,
                        false);
        ExecutionEnvironment environment = new ExecutionEnvironment(function, interception, timer, Clock.systemUTC());
        started.add(environment);
        return environment;
    }

    private static FunctionInvocation invocation() {
        return new FunctionInvocation(new byte[0], TraceHeader.begin());
    }

    /** Between environments and pool. */
    private final class Interception implements EnvironmentListener {
        private Runnable beforeEnded = () -> { };

        @Override
        public void started(ExecutionEnvironment environment, int places) {
            pool.started(environment, places);
        }

        @Override
        public void idle(ExecutionEnvironment environment) {
            pool.idle(environment);
        }

        @Override
        public void retired(ExecutionEnvironment environment, List<FunctionInvocation> untouched) {
            pool.retired(environment, untouched);
        }

        @Override
        public void ended(ExecutionEnvironment environment, Optional<Failure> initFailure,
                          List<FunctionInvocation> untouched) {
            beforeEnded.run();
            pool.ended(environment, initFailure, untouched);
        }
    }
}
