package dev.elementwise.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.http.ProblemException;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobOptions;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Range;
import dev.elementwise.queue.InMemorySpanQueue;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanCodec;
import dev.elementwise.store.ClaimStore;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.submit.Submitter.Submit;
import dev.elementwise.task.Params;
import dev.elementwise.time.SettableClock;
import dev.elementwise.time.Sleeper;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SubmitterTest {

    private static final Submitter.Grants GRANTS =
        new Submitter.Grants(Duration.ofDays(3), Duration.ofDays(7), Long.MAX_VALUE);

    private final SettableClock clock = new SettableClock();

    private final InMemoryStore store = new InMemoryStore(clock);
    private final InMemorySpanQueue queue = new InMemorySpanQueue("jobs", clock, Duration.ofMinutes(2));

    @Test
    void aClaimWhoseFirstAnswerWasLostIsStillOurs() {
        Submission submission = submitter(new RepeatingClaims(store)).submit(SubmitterTest::request, by("key-1"));

        assertThat(submission).isInstanceOf(Submission.Taken.class);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void aJobStaysForTheRetentionAndIsGivenUpNoLater() {
        Instant created = clock.instant();
        for (int maxRun : List.of(3, 30)) {
            Submission submission = new Submitter(new Submitter.Destinations(store, store, store, queue, store),
                new Submitter.Grants(Duration.ofDays(maxRun), Duration.ofDays(7), Long.MAX_VALUE),
                surroundings(Sleeper.THREAD))
                .submit(SubmitterTest::request, by("key-" + maxRun));
            JobSpec job = ((Submission.Taken) submission).job().spec();

            assertThat(job.expiresAt()).isEqualTo(
                created.plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS));
            assertThat(job.giveUpAt()).isEqualTo(created.plus(Duration.ofDays(Math.min(maxRun, 7))));
        }
    }

    @Test
    void aJobThatIsSentIsPublishedUntilThatIsKnownToBeDone() {
        assertThat(submitter(store, losingAnswersOfPublish(3), clock::forward).submit(SubmitterTest::request,
            by("key-1"))).isInstanceOf(Submission.Taken.class);
        assertThat(store.list("anyone", Optional.empty(), 10)).hasSize(1);
        assertThat(queue.size()).isEqualTo(1);

        assertThatThrownBy(() -> submitter(store, losingAnswersOfPublish(Integer.MAX_VALUE), clock::forward)
            .submit(SubmitterTest::request, by("key-2"))).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void whatElementsOfATaskHaveCostDecidesTheBlocksAndGoesWithTheSpan() {
        JobSpec unknown = submitted("key-1");
        Span first = SpanCodec.decode(queue.receive(1).get(0).body());
        store.putCost("identity", Duration.ofSeconds(1));

        JobSpec known = submitted("key-2");
        Span second = SpanCodec.decode(queue.receive(1).get(0).body());

        assertThat(first.cost()).isEmpty();
        assertThat(second.trustedCost()).contains(Duration.ofSeconds(1));
        assertThat(known.blockSize()).isLessThan(unknown.blockSize());
    }

    @Test
    void aSubmitThatFailsLeavesItsKeyToARepeatAtOnce() {
        assertThatThrownBy(() -> submitter(store).submit(() -> {
            throw new StoreUnavailableException("as asked", null);
        }, by("key-1"))).hasMessage("as asked");

        assertThat(submitter(store).submit(SubmitterTest::request, by("key-1"))).isInstanceOf(Submission.Taken.class);
        assertThat(queue.size()).isEqualTo(1);
    }

    /** It may be dead, or just be slow: then both would send the job. */
    @Test
    void aRepeatTakesOverWhenTheLeaseOfAnotherSubmitHasRunOutAndNotBefore() {
        JobId other = JobId.create(clock.instant(), new SecureRandom());
        store.take(new ClaimStore.Claim("anyone", "key-1", other, "hash", clock.instant().plusSeconds(30),
            clock.instant().plus(Duration.ofDays(7))));

        assertThat(submitter(store, store, clock::forward).submit(SubmitterTest::request, by("key-1")))
            .as("after 20 s").isInstanceOf(Submission.StillTakingIn.class);
        assertThat(queue.size()).isZero();
        Submission submission = submitter(store, store, clock::forward).submit(SubmitterTest::request, by("key-1"));

        assertThat(((Submission.Taken) submission).job().id()).isEqualTo(other);
        assertThat(queue.size()).isEqualTo(1);
    }

    /** Whoever looks at results by the origins of the first request would be told those of the second. */
    @Test
    void aRetryOfOtherElementsIsNotTakenForTheOneThatItsKeyStandsFor() {
        JobStore dying = (JobStore) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("publish")) {
                    throw new IllegalStateException("as asked");
                }
                return method.invoke(store, arguments);
            });
        assertThatThrownBy(() -> submitter(store, dying, clock::forward).submit(() -> retry(3, 5), by("key-1")))
            .hasMessage("as asked");

        assertThatThrownBy(() -> submitter(store).submit(() -> retry(3, 5, 8), by("key-1")))
            .isInstanceOf(ProblemException.class).hasMessageContainingAll("409", "take a new key");

        assertThat(queue.size()).isEqualTo(1);
        assertThat(submitter(store).submit(() -> retry(3, 5), by("key-1"))).isInstanceOf(Submission.Taken.class);
    }

    private static JobRequest retry(long... origins) {
        return new JobRequest("identity", Params.NONE,
            Optional.of(LongStream.of(origins).<Object>mapToObj(Long::valueOf).toList()), Optional.empty(), false,
            JobOptions.NONE, OptionalInt.empty(), Optional.of(new JobRequest.Retry(
                new JobId("01JDXW2C1N8V5R9D3K7M0QSTYZ"), origins)));
    }

    @Test
    void publishingWaitsForAJobsEndNoLongerThanThereIsTimeToAnswer() {
        List<Duration> pauses = new ArrayList<>();
        Submitter submitter = new Submitter(new Submitter.Destinations(store, store, store, queue, store), GRANTS,
            new Submitter.Surroundings(clock, pauses::add, new SecureRandom(), job -> Duration.ofSeconds(40)));

        submitter.submit(SubmitterTest::request, patient(Duration.ofSeconds(60)));
        submitter.submit(SubmitterTest::request, patient(Duration.ofSeconds(5)));
        submitter.submit(SubmitterTest::request, patient(Duration.ZERO));

        assertThat(pauses).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(5));
    }

    private Submit patient(Duration patience) {
        return new Submit("anyone", Optional.empty(), "hash", clock.instant().plusSeconds(20), patience);
    }

    private JobSpec submitted(String key) {
        Submission submission = submitter(store).submit(() -> request(1_000), by(key));
        return ((Submission.Taken) submission).job().spec();
    }

    /** Nobody writes a range out, whatever its length. */
    @Test
    void aRangeOfABillionIsTakenInByTheSameCallsToTheStoreAsOneOfTenAndOneMessage() {
        assertThat(calls(1_000_000_000)).isEqualTo(calls(10)).contains("create", "publish");
        assertThat(queue.receive(10)).hasSize(2);
    }

    private List<String> calls(long total) {
        List<String> calls = new ArrayList<>();
        JobStore counting = (JobStore) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                calls.add(method.getName());
                return method.invoke(store, arguments);
            });
        submitter(store, counting, clock::forward).submit(() -> request(total), by("of-" + total));
        return calls;
    }

    private static JobRequest request(long total) {
        return new JobRequest("identity", Params.NONE, Optional.empty(), Optional.of(new Range(0, total, 1)), false,
            JobOptions.NONE, OptionalInt.empty(), Optional.empty());
    }

    private Submitter submitter(ClaimStore claims) {
        return submitter(claims, store, pause -> {
            throw new AssertionError("There is nobody to wait for");
        });
    }

    private Submitter submitter(ClaimStore claims, JobStore jobs, Sleeper sleeper) {
        return new Submitter(new Submitter.Destinations(claims, jobs, store, queue, store),
            GRANTS, surroundings(sleeper));
    }

    private Submitter.Surroundings surroundings(Sleeper sleeper) {
        return new Submitter.Surroundings(clock, sleeper, new SecureRandom(), job -> Duration.ZERO);
    }

    /** A store that does what it is asked, and whose answers to so many publications are lost. */
    private JobStore losingAnswersOfPublish(int count) {
        AtomicInteger left = new AtomicInteger(count);
        return (JobStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {JobStore.class},
            (proxy, method, arguments) -> {
                Object answer = method.invoke(store, arguments);
                if (method.getName().equals("publish") && left.getAndDecrement() > 0) {
                    throw new StoreUnavailableException("The answer was lost", null);
                }
                return answer;
            });
    }

    private static JobRequest request() {
        return new JobRequest("identity", Params.NONE, Optional.of(List.of(1L, 2L)), Optional.empty(), false,
            JobOptions.NONE, OptionalInt.empty(), Optional.empty());
    }

    private Submit by(String key) {
        return new Submit("anyone", Optional.of(key), "hash", clock.instant().plusSeconds(20), Duration.ZERO);
    }

    /** Claims whose put is sent twice, as an SDK does that has lost the first answer. */
    private record RepeatingClaims(ClaimStore claims) implements ClaimStore {

        @Override
        public Optional<Claim> take(Claim claim) {
            claims.take(claim);
            return claims.take(claim);
        }

        @Override
        public boolean renew(Claim held, Instant leaseUntil) {
            return claims.renew(held, leaseUntil);
        }
    }
}
