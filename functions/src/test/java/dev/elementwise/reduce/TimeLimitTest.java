package dev.elementwise.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.Outcome;
import dev.elementwise.log.ErrorTraces;
import dev.elementwise.task.Reducer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Test
    void whatComesBackIsPassedOn() {
        TimeLimit.Guard guard = new TimeLimit(Duration.ofMinutes(1)).of("job");

        assertThat(guard.<Integer>call(() -> 7)).isEqualTo(7);
        assertThatThrownBy(() -> guard.call(() -> {
            throw new StackOverflowError("deep");
        })).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void aReducerThatNeverComesBackIsTheJobsErrorAndIsNotCalledAgain() throws InterruptedException {
        TimeLimit limit = new TimeLimit(Duration.ofMillis(50));
        Reduction reduction = new LocalReduction(new Stuck(), limit.of("job"), new ErrorTraces());
        List<Outcome> outcomes = List.of(Outcome.value(0, "1"));

        List<String> partials = reduction.partial(outcomes, LongUnaryOperator.identity()).stream().toList();

        assertThat(partials).singleElement().asString().contains("the reducer took more than 0.05 s");
        assertThat(reduction.result(partials).error().orElseThrow()).hasToString(
            "{message=the reducer took more than 0.05 s}");
        interrupted.await();
        assertThat(reduction.partial(outcomes, LongUnaryOperator.identity())).contains(partials.get(0));
        assertThat(calls).hasValue(1);
        assertThat(limit.isOverrun()).isFalse();
        assertThat(limit.of("another").<Integer>call(() -> 7)).isEqualTo(7);
    }

    /** It ends while it is waited for, which it sees. */
    @Test
    void aReducerThatHeedsTheInterruptALittleLaterDoesNotGoOn() {
        Thread caller = Thread.currentThread();
        TimeLimit limit = new TimeLimit(Duration.ofMillis(50));

        assertThatThrownBy(() -> limit.of("job").call(() -> {
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
            while (caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            return 7;
        })).isInstanceOf(TimeLimit.Exceeded.class);

        assertThat(limit.isOverrun()).isFalse();
    }

    private final class Stuck implements Reducer {

        @Override
        public @Nullable Object partial(long index, @Nullable Object value) {
            calls.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new IllegalStateException(e);
            }
            return value;
        }

        @Override
        public @Nullable Object combine(@Nullable Object one, @Nullable Object other) {
            return one;
        }
    }
}
