package dev.elementwise.emulator.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What never rings would be waited for until the limit of a test's time. */
@Timeout(20)
class AlarmTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Alarm alarm = new Alarm();

    @Test
    void ringsAtFirst() throws InterruptedException {
        alarm.await(LONG);
    }

    @Test
    void ringsWhenATimeHasComeThatWasSetBefore() throws InterruptedException {
        alarm.await(LONG);
        long time = System.currentTimeMillis() + 50;
        alarm.ringAt(time + 3_600_000);
        alarm.ringAt(time);

        alarm.await(LONG);

        assertThat(System.currentTimeMillis()).isGreaterThan(time);
    }

    @Test
    void ringsAtATimeThatIsSetWhileSomebodyWaitsForALaterOne() throws Exception {
        alarm.await(LONG);
        alarm.ringAt(System.currentTimeMillis() + 3_600_000);
        CompletableFuture<Void> waiting = waiting();

        alarm.ringAt(System.currentTimeMillis() + 50);

        waiting.get(20, TimeUnit.SECONDS);
    }

    @Test
    void ringsAtOnceForWhatIsPast() throws Exception {
        alarm.await(LONG);
        CompletableFuture<Void> waiting = waiting();

        alarm.ringAt(System.currentTimeMillis() - 1);

        waiting.get(20, TimeUnit.SECONDS);
    }

    @Test
    void ringsOnceForOneTime() throws InterruptedException {
        alarm.await(LONG);
        alarm.ring();
        alarm.ring();
        alarm.await(LONG);
        long before = System.currentTimeMillis();

        alarm.await(Duration.ofMillis(50));

        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(before + 50);
    }

    private CompletableFuture<Void> waiting() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            begun.countDown();
            try {
                alarm.await(LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();
        return waiting;
    }
}
