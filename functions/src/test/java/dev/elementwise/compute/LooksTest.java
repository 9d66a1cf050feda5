package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.Ending;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.time.SettableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an invocation's batches tell one another of their jobs. */
final class LooksTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final List<String> reads = new ArrayList<>();
    private Runnable beforeRead = () -> { };
    private final Looks looks = new Looks(readable(), clock);
    private final JobSpec job = Jobs.of("test", Jobs.list(1, 1, clock));

    @BeforeEach
    void submit() {
        store.create(job, "{}");
        store.publish(job.id());
    }

    @Test
    void jobIsReadOnceInAboutASecond() {
        looks.glance(job.id());
        store.end(job.id(), Ending.cancelled(clock.instant()));

        clock.forward(Duration.ofMillis(949));
        assertThat(looks.glance(job.id()).job().orElseThrow().hasEnded()).isFalse();
        clock.forward(Duration.ofMillis(1));
        assertThat(looks.glance(job.id()).job().orElseThrow().hasEnded()).isTrue();

        assertThat(reads).containsExactly("glance", "glance");
    }

    @Test
    void whatWasReadJustNowIsGoodEnoughToCommitTo() {
        looks.glance(job.id());

        clock.forward(Duration.ofMillis(200));
        looks.find(job.id());
        assertThat(reads).containsExactly("glance");
        clock.forward(Duration.ofMillis(1));
        looks.find(job.id());

        assertThat(reads).containsExactly("glance", "find");
    }

    @Test
    void lookTellsSinceWhenItMayBeOutOfDate() {
        clock.forward(Duration.ofSeconds(1));
        beforeRead = () -> clock.forward(Duration.ofMillis(300));

        assertThat(looks.glance(job.id()).at()).isEqualTo(clock.instant().minusMillis(300));
    }

    @Test
    void nobodyWaitsForWhatAnotherBatchReads() {
        Looks.Look first = looks.glance(job.id());
        clock.forward(Duration.ofSeconds(1));
        AtomicReference<Looks.Look> meanwhile = new AtomicReference<>();
        beforeRead = () -> meanwhile.set(looks.glance(job.id()));

        Looks.Look second = looks.glance(job.id());

        assertThat(meanwhile).hasValue(first);
        assertThat(second.at()).isEqualTo(clock.instant());
        assertThat(reads).hasSize(2);
    }

    @Test
    void jobThatIsNotThereIsLookedForConsistently() {
        assertThat(looks.glance(JobId.create(clock.instant(), new Random(1))).job()).isEmpty();

        assertThat(reads).containsExactly("glance", "find");
    }

    @Test
    void whatCannotBeReadIsReadAgain() {
        beforeRead = () -> {
            throw new StoreUnavailableException("Throttled", new IllegalStateException());
        };
        assertThatThrownBy(() -> looks.glance(job.id())).isInstanceOf(StoreUnavailableException.class);
        beforeRead = () -> { };

        assertThat(looks.glance(job.id()).job()).isPresent();
    }

    private JobStore readable() {
        return (JobStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {JobStore.class},
            (self, method, args) -> {
                reads.add(method.getName());
                beforeRead.run();
                return method.invoke(store, args);
            });
    }
}
