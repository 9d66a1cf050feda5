package dev.elementwise.status;

import dev.elementwise.compute.ChildReducers;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.reduce.ReducerUnavailableException;
import dev.elementwise.reduce.Reduction.Result;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.ProgressStore;
import dev.elementwise.task.Catalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What completed jobs are reduced to. Built-in reducers combine here what has been entered; what a task's own reducer
 * makes of it is kept with the job. Where it is not, for the job was closed after its last element or is of an earlier
 * version, a child makes it then: a task's code may end its process, which here has the requests of others in hand.
 * Safe for use by several threads.
 */
public final class ReducedValues {

    private static final Reductions BUILT_IN = new Reductions(Catalogue.of(List.of()));
    /** For the turn: less than a request may take, of which a child takes some. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final ProgressStore progress;
    private final Supplier<ChildReducers> children;
    private final ReentrantLock turn = new ReentrantLock();
    /** By their jobs; for whoever has the turn. */
    private final Map<JobId, Remembered> errors = new HashMap<>();

    private record Remembered(Result result, long atNanos) {
    }

    /** @param children makes those for one job, which are closed then */
    public ReducedValues(ProgressStore progress, Supplier<ChildReducers> children) {
        this.progress = progress;
        this.children = children;
    }

    /**
     * What this completed job is reduced to.
     *
     * @throws dev.elementwise.store.StoreUnavailableException if it can't be read
     * @throws ReducerUnavailableException if it takes a child and none can be started, or others have theirs for long
     */
    public Result of(Job job) {
        JobSpec spec = job.spec();
        List<String> partials = progress.partials(job);
        Optional<String> own = Reductions.ownName(spec);
        return own.isEmpty() ? BUILT_IN.of(spec).orElseThrow().result(partials)
            : find(spec, partials).orElseGet(() -> compute(spec, own.get(), partials));
    }

    private Optional<Result> find(JobSpec job, List<String> partials) {
        return progress.findReduced(job, partials).map(Result::read);
    }

    /**
     * One at a time: those who ask for the same find it then, and children take memory. An error is not kept, for the
     * machine may be slow, or the task not be there now; but for a while this process remembers it.
     */
    private Result compute(JobSpec job, String own, List<String> partials) {
        if (!isOurTurn()) {
            throw new ReducerUnavailableException("Others are having results computed", null);
        }
        try {
            errors.values().removeIf(error -> System.nanoTime() - error.atNanos() > REMEMBERED.toNanos());
            Remembered error = errors.get(job.id());
            return error == null ? find(job, partials).orElseGet(() -> computeNow(job, own, partials)) : error.result();
        } finally {
            turn.unlock();
        }
    }

    private boolean isOurTurn() {
        try {
            return turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Result computeNow(JobSpec job, String own, List<String> partials) {
        try (ChildReducers reducers = children.get()) {
            Result result = reducers.of(job, own).result(partials);
            if (result.error().isEmpty()) {
                progress.keepReduced(job, partials, result.text());
            } else {
                errors.put(job.id(), new Remembered(result, System.nanoTime()));
            }
            return result;
        }
    }
}
