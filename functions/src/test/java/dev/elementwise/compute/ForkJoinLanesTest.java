package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Several batches on the same lanes. */
final class ForkJoinLanesTest {

    private static final int LANES = 3;
    private static final long PATIENCE_MILLIS = 20_000;

    private final Lanes lanes = new ForkJoinLanes(LANES, Clock.systemUTC());
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch blocked = new CountDownLatch(LANES - 1);

    @AfterEach
    void close() {
        release.countDown();
        lanes.close();
    }

    /** Whichever of the lanes is the stream's own thread, which waits for the others. */
    @RepeatedTest(20)
    void laneThatABatchDoesNotNeedAnyMoreIsTheNextOnes() throws Exception {
        Lanes.Run first = lanes.start(LANES, position -> position == 1 || block());
        blocked.await();
        AtomicInteger computed = new AtomicInteger();

        Lanes.Run second = lanes.start(100, position -> computed.incrementAndGet() > 0);

        assertThat(second.await(PATIENCE_MILLIS)).isTrue();
        assertThat(computed).hasValue(100);
        assertThat(first.await(0)).isFalse();
        assertThat(first.inFlight()).hasSize(LANES - 1);
    }

    @Test
    void lanesAreIdleThatHaveNothingToStart() throws Exception {
        assertThat(lanes.idle()).isEqualTo(LANES);
        Lanes.Run first = lanes.start(LANES - 1, position -> block());
        blocked.await();
        assertThat(lanes.idle()).isEqualTo(1);

        Lanes.Run second = lanes.start(1, position -> block());
        while (second.inFlight().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(lanes.idle()).isZero();

        release.countDown();
        assertThat(first.await(PATIENCE_MILLIS)).isTrue();
        assertThat(second.await(PATIENCE_MILLIS)).isTrue();
        assertThat(lanes.idle()).isEqualTo(LANES);
    }

    @Test
    void noLaneIsIdleWhileABatchHasSomethingToStart() throws Exception {
        Lanes.Run run = lanes.start(LANES + 1, position -> block());
        blocked.await();
        assertThat(lanes.idle()).isZero();
        assertThat(lanes.haveStartedAll()).isFalse();

        run.stop();
        assertThat(lanes.haveStartedAll()).isTrue();

        release.countDown();
        assertThat(run.await(PATIENCE_MILLIS)).isTrue();
        assertThat(lanes.idle()).isEqualTo(LANES);
    }

    @Test
    void batchThatIsStoppedBeforeItHasALaneIsOver() throws Exception {
        Lanes.Run first = lanes.start(LANES, position -> block());
        while (first.inFlight().size() < LANES) {
            Thread.onSpinWait();
        }
        Lanes.Run second = lanes.start(5, position -> true);

        second.stop();

        assertThat(second.await(0)).isTrue();
        assertThat(second.taken()).isZero();
    }

    /** Opening and closing a task do not wait for the elements of others. */
    @Test
    void onePieceOfWorkNeedsNoLane() {
        Lanes.Run run = lanes.start(LANES, position -> block());
        while (run.inFlight().size() < LANES) {
            Thread.onSpinWait();
        }

        assertThat(lanes.startOne(() -> { }).await(PATIENCE_MILLIS)).isTrue();
    }

    private boolean block() {
        blocked.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
