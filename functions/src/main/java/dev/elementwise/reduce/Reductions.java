package dev.elementwise.reduce;

import dev.elementwise.job.JobSpec;
import dev.elementwise.json.Json;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.Reducer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a job's {@code reduce} names: a built-in reducer, or its task's own. Safe for use by several threads. */
public final class Reductions {

    /** How long a task's own reducer may take, where nothing else is said: for a few thousand values. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    private final ReducerSource own;
    private final TimeLimit limit;

    public Reductions(Catalogue catalogue) {
        this(catalogue, LIMIT);
    }

    /** @param limit how long a task's own reducer may take with the values of one call */
    public Reductions(Catalogue catalogue, Duration limit) {
        this(ReducerSource.of(catalogue), limit);
    }

    /**
     * With reducers that are somewhere else.
     *
     * @param own where tasks' own reducers are called
     * @param limit how long a task's own reducer may take with the values of one call
     */
    public Reductions(ReducerSource own, Duration limit) {
        this.own = own;
        this.limit = new TimeLimit(limit);
    }

    /** Whether a reducer that was late runs on all the same: it keeps a core of this process for good. */
    public boolean areStuck() {
        return limit.isOverrun();
    }

    /** Whether the job asks for a reducer of its task's own, which may do anything. */
    public static boolean areOwn(JobSpec job) {
        return job.reduce().filter(reduce -> BuiltIn.find(fields(reduce)).isEmpty()).isPresent();
    }

    private static Map<?, ?> fields(String reduce) {
        return (Map<?, ?>) Objects.requireNonNull(Json.read(reduce));
    }

    /** The job's reduction; empty if it asks for none. */
    public Optional<Reduction> of(JobSpec job) {
        return job.reduce().map(reduce -> {
            Map<?, ?> fields = fields(reduce);
            return BuiltIn.find(fields).map(Reduction::new)
                .or(() -> own.find(job, String.valueOf(fields.get("name")))
                    .map(reducer -> new Reduction(reducer, limit.of(job.id().value()))))
                .orElseGet(() -> new Reduction(new Missing(String.valueOf(fields.get("name")))));
        });
    }

    /** Stands for a reducer that a task had when the job was submitted. */
    private record Missing(String name) implements Reducer {

        @Override
        public Object partial(long index, @Nullable Object value) {
            throw new IllegalStateException("the task has no reducer " + name + " any more");
        }

        @Override
        public Object combine(@Nullable Object one, @Nullable Object other) {
            throw new IllegalStateException("the task has no reducer " + name + " any more");
        }
    }
}
