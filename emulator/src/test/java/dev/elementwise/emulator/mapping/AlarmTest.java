package dev.elementwise.emulator.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What never rings would be waited for until the limit of a test's time. */
@Timeout(20)
class AlarmTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final long AN_HOUR = LONG.toMillis();

    private final Alarm alarm = new Alarm();

    @Test
    void hasRungAtFirst() throws InterruptedException {
        alarm.await(LONG);
        assertDoesNotRing();
    }

    @Test
    void ringsOnceHoweverOftenItHasRungSinceTheLastTime() throws InterruptedException {
        alarm.ring();
        alarm.ring();
        alarm.await(LONG);

        assertDoesNotRing();
    }

    @Test
    void ringsOnceWhenATimeHasComeThatWasSetBefore() throws InterruptedException {
        alarm.await(LONG);
        long time = System.currentTimeMillis() + 50;
        alarm.set(time + AN_HOUR);
        alarm.set(time);

        alarm.await(LONG);

        assertThat(System.currentTimeMillis()).isGreaterThan(time);
        assertDoesNotRing();
    }

    @Test
    void ringsAtATimeThatIsSetWhileSomebodyWaitsForALaterOne() throws InterruptedException {
        alarm.await(LONG);
        alarm.set(System.currentTimeMillis() + AN_HOUR);
        Thread waiting = waiting();

        alarm.set(System.currentTimeMillis() + 50);

        waiting.join();
    }

    @Test
    void ringsAtOnceForWhatIsPast() throws InterruptedException {
        alarm.await(LONG);
        Thread waiting = waiting();

        alarm.set(System.currentTimeMillis() - AN_HOUR);

        waiting.join();
    }

    @Test
    void doesNotRingForATimeThatWasTakenBack() throws InterruptedException {
        alarm.await(LONG);
        long time = System.currentTimeMillis() + 100;
        alarm.set(time);
        alarm.unset(time);

        assertDoesNotRing();
    }

    @Test
    void ringsForATimeThatWasSetTwiceAndTakenBackOnce() throws InterruptedException {
        alarm.await(LONG);
        long time = System.currentTimeMillis() + 50;
        alarm.set(time);
        alarm.set(time);
        alarm.unset(time);

        alarm.await(LONG);
    }

    @Test
    void whatIsTakenBackWithoutBeingSetTakesNothingOfWhatIsSetLater() throws InterruptedException {
        alarm.await(LONG);
        long time = System.currentTimeMillis() + 50;
        alarm.unset(time);
        alarm.set(time);

        alarm.await(LONG);
    }

    private void assertDoesNotRing() throws InterruptedException {
        long before = System.nanoTime();
        alarm.await(SHORT);
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    private Thread waiting() {
        Thread thread = new Thread(() -> {
            try {
                alarm.await(LONG);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }
}
