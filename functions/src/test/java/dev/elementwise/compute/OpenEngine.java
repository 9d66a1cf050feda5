package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.IndexRun;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.InMemoryInstalmentStore;
import dev.elementwise.store.InstalmentStore;
import dev.elementwise.store.InstalmentStore.OpenJob;
import dev.elementwise.store.JobStore;
import dev.elementwise.submit.Addition;
import dev.elementwise.submit.Instalments;
import dev.elementwise.submit.Instalments.Wish;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** An engine with the requests that feed open jobs, which die where workers do. */
final class OpenEngine {

    final Engine engine;
    private final InMemoryInstalmentStore store;
    private final Instalments instalments;

    OpenEngine() {
        this(new Engine());
    }

    OpenEngine(Engine engine) {
        this(engine, 1_000_000);
    }

    /** @param maxElements the most that a job may have */
    OpenEngine(Engine engine, long maxElements) {
        this.engine = engine;
        this.store = new InMemoryInstalmentStore(engine.store);
        this.instalments = new Instalments(new Instalments.Destinations(engine.mortal(InstalmentStore.class, store),
            engine.mortal(JobStore.class, engine.store), engine.mortal(SpanQueue.class, engine.jobsQueue)),
            maxElements, engine.clock);
    }

    /** An open job of no elements so far. */
    JobSpec submit(int blockSize) {
        return submit(Jobs.of("test", Jobs.open(blockSize, engine.clock)));
    }

    JobSpec submitTolerating(long failures) {
        return submit(Jobs.tolerating(failures, Jobs.of("test", Jobs.open(64, engine.clock))));
    }

    JobSpec submitLimited(int maxConcurrency) {
        return submit(Jobs.limited(maxConcurrency, Jobs.of("test", Jobs.open(64, engine.clock))));
    }

    JobSpec submitReducing(String reduce) {
        return submit(Jobs.reducing(reduce, Jobs.of("test", Jobs.open(64, engine.clock))));
    }

    private JobSpec submit(JobSpec job) {
        engine.store.create(job, "{}");
        engine.store.publish(job.id());
        return job;
    }

    /** Adds the integers from {@code from} up to {@code to}, which are to be the elements of these indices. */
    void add(JobSpec job, String key, long from, long to) {
        Addition addition = tryToAdd(job, key, LongStream.range(from, to).boxed().toList());
        assertThat(addition).isInstanceOfSatisfying(Addition.Added.class,
            added -> assertThat(added.indices()).isEqualTo(new IndexRun(from, to)));
    }

    void add(JobSpec job, String key, List<? extends @Nullable Object> elements) {
        assertThat(tryToAdd(job, key, elements)).isInstanceOf(Addition.Added.class);
    }

    Addition tryToAdd(JobSpec job, String key, List<? extends @Nullable Object> elements) {
        return instalments.add(job.id(), new Wish(key, elements.toString(), List.copyOf(elements),
            engine.clock.instant().plusSeconds(20)));
    }

    OpenJob close(JobSpec job) {
        return instalments.close(job.id()).orElseThrow();
    }

    /** Works until the queues have nothing visible. */
    void stepAll() {
        try (Worker worker = engine.worker()) {
            boolean more = true;
            while (more) {
                more = engine.step(worker);
            }
        }
    }

    void crash(int call, boolean after) {
        engine.crash(call, after);
    }

    void crashNoMore() {
        engine.crash(Integer.MAX_VALUE / 4, false);
    }

    /** Whether nothing died meanwhile. */
    boolean survives(Runnable action) {
        try {
            action.run();
            return true;
        } catch (Engine.Crash e) {
            return false;
        }
    }
}
