package dev.elementwise.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Ending;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobWatchTest {

    private static final Duration LONG = Duration.ofSeconds(25);
    private static final int OTHERS = 15;

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final JobWatch watch = new JobWatch(store, clock, this::sleep);
    private int looks;
    private Duration late = Duration.ZERO;
    private Runnable whileAsleep = () -> { };
    private final Set<Thread> others = ConcurrentHashMap.newKeySet();
    private final CountDownLatch waiting = new CountDownLatch(OTHERS);
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void whereTheLikeHaveEndedLatelyTheEndIsFoundSoonInFewLooks() {
        assertThat(looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(400))).isGreaterThan(10);
        looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(405));
        looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(410));

        assertThat(looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(400))).isBetween(1, 6);
        assertThat(late).isLessThan(Duration.ofMillis(25));
        assertThat(looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(390))).isBetween(1, 6);
        assertThat(late).isLessThan(Duration.ofMillis(25));
    }

    @Test
    void anEndThatComesLaterThanExpectedIsFoundInAFewLooks() {
        looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(400));

        assertThat(looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(500))).isBetween(2, 12);
    }

    @Test
    void jobsOfAnotherTaskOrSizeSayNothing() {
        looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(400));

        assertThat(watch.untilFirstLook(Jobs.list(100, 100, clock))).isZero();
        assertThat(watch.untilFirstLook(Jobs.of("count-primes", Jobs.list(1, 1, clock)))).isZero();
    }

    @Test
    void whatIsExpectedIsCountedFromTheCreation() {
        looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(400));
        JobSpec job = Jobs.list(1, 1, clock);

        clock.forward(Duration.ofMillis(300));
        assertThat(watch.untilFirstLook(job)).isBetween(Duration.ofMillis(20), Duration.ofMillis(110));
        clock.forward(Duration.ofMillis(95));
        assertThat(watch.untilFirstLook(job)).isLessThan(Duration.ofMillis(20));
    }

    @Test
    void aFasterSystemIsNoticedAfterTwoJobs() {
        for (int i = 0; i < 5; i++) {
            looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(400));
        }
        looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(20));
        looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(20));

        assertThat(watch.untilFirstLook(Jobs.list(1, 1, clock))).isLessThan(Duration.ofMillis(50));
    }

    @Test
    void whatWasSeenAMinuteAgoSaysNothing() {
        looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(400));
        clock.forward(Duration.ofMinutes(1));

        assertThat(watch.untilFirstLook(Jobs.list(1, 1, clock))).isZero();
    }

    @Test
    void aLongJobWhoseLikeHaveEndedLatelyIsLookedAtSeldomBeforeItsEndIsDue() {
        int atFirst = looksAt(Jobs.list(1, 1, clock), Duration.ofSeconds(5));
        assertThat(atFirst).isGreaterThan(60);

        assertThat(looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(5_010))).isLessThan(atFirst / 2);
        assertThat(late).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void aJobThatIsMuchQuickerThanItsLikeIsNoticedAQuarterOfItsTimeLateAtMost() {
        looksAt(Jobs.list(1, 1, clock), Duration.ofSeconds(20));
        looksAt(Jobs.list(1, 1, clock), Duration.ofSeconds(2));

        assertThat(late).isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void eachOfManyWhoWaitLooksLessOftenThanOneWhoWaitsAlone() throws InterruptedException {
        int alone = looksAt(Jobs.list(100, 100, clock), Duration.ofSeconds(5));
        Job job = taken(Jobs.list(1, 1, clock));
        IntStream.range(0, OTHERS).mapToObj(i -> new Thread(() -> watch.await(job, LONG))).forEach(others::add);
        others.forEach(Thread::start);
        waiting.await();

        int among16 = looksAt(Jobs.list(1000, 1000, clock), Duration.ofSeconds(5));
        over.countDown();
        for (Thread other : others) {
            other.join();
        }

        assertThat(among16).isLessThan(alone * 2 / 3);
    }

    @Test
    void aJobThatIsExpectedToTakeASecondRestsUntilTheFirstLookAndALongerOneDoesNot() {
        looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(1_000));
        looksAt(Jobs.list(100, 100, clock), Duration.ofMillis(1_001));

        assertThat(watch.untilFirstLook(Jobs.list(1, 1, clock))).isPositive();
        assertThat(watch.untilFirstLook(Jobs.list(100, 100, clock))).isZero();
    }

    @Test
    void longAndCancelledJobsDoNotRest() {
        looksAt(Jobs.list(1, 1, clock), Duration.ofSeconds(2));
        assertThat(watch.untilFirstLook(Jobs.list(1, 1, clock))).isZero();

        Job cancelled = taken(Jobs.list(100, 100, clock));
        store.end(cancelled.id(), Ending.cancelled(clock.instant()));
        watch.await(store.find(cancelled.id()).orElseThrow(), LONG);
        assertThat(watch.untilFirstLook(Jobs.list(100, 100, clock))).isZero();
    }

    /** How long they have taken is their callers' doing. */
    @Test
    void jobsWhoseElementsCameBitByBitSayNothing() {
        looksAt(Jobs.list(1, 1, clock).with(Input.CLOSED, 1), Duration.ofMillis(400));

        assertThat(watch.untilFirstLook(Jobs.list(1, 1, clock))).isZero();
    }

    @Test
    void theLikeOfJobsThatEndedAtOnceAreLookedAtAllTheSame() {
        looksAt(Jobs.list(1, 1, clock), Duration.ZERO);

        assertThat(looksAt(Jobs.list(1, 1, clock), Duration.ofMillis(400))).isBetween(1, 40);
        assertThat(late).isLessThan(Duration.ofMillis(100));
    }

    /** How many looks it takes to find the end of a job that ends after so long. */
    private int looksAt(JobSpec spec, Duration takes) {
        Job job = taken(spec);
        Instant end = clock.instant().plus(takes);
        whileAsleep = () -> {
            if (!clock.instant().isBefore(end)) {
                store.end(job.id(), Ending.completed(end));
            }
        };
        looks = 0;
        assertThat(watch.await(job, LONG).hasEnded()).isTrue();
        late = Duration.between(end, clock.instant());
        return looks;
    }

    private Job taken(JobSpec spec) {
        store.create(spec, "{}");
        return store.publish(spec.id()).orElseThrow();
    }

    /** The first pause of those who wait besides is as long as the test wants. */
    private void sleep(Duration pause) {
        if (others.contains(Thread.currentThread())) {
            waiting.countDown();
            awaitEnd();
            clock.forward(pause);
            return;
        }
        clock.forward(pause);
        looks++;
        whileAsleep.run();
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
