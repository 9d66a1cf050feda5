package dev.elementwise.reduce;

import dev.elementwise.job.JobSpec;
import dev.elementwise.json.Json;
import dev.elementwise.log.ErrorTraces;
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

    private final Catalogue catalogue;
    private final Own own;
    private final TimeLimit limit;
    private final ErrorTraces traces = new ErrorTraces();

    /** Where a task's own reducer is called. */
    @FunctionalInterface
    public interface Own {

        /** The job's reduction by its task's reducer of this name. */
        Reduction of(JobSpec job, String name);
    }

    public Reductions(Catalogue catalogue) {
        this(catalogue, LIMIT);
    }

    /** @param limit how long a task's own reducer may take with the values of one call */
    public Reductions(Catalogue catalogue, Duration limit) {
        this.catalogue = catalogue;
        this.limit = new TimeLimit(limit);
        this.own = (job, name) -> new LocalReduction(reducer(job.task(), name).orElseThrow(),
            this.limit.of(job.id().value()), traces);
    }

    /** With tasks' own reducers somewhere else. */
    public Reductions(Catalogue catalogue, Own own) {
        this.catalogue = catalogue;
        this.limit = new TimeLimit(LIMIT);
        this.own = own;
    }

    /** By a task's own reducer in this process, for as long as it takes; one that is not there says so. */
    public Reduction unlimited(String task, String name) {
        return reducer(task, name).map(reducer -> new LocalReduction(reducer, TimeLimit.Guard.NONE, traces))
            .orElseGet(() -> new LocalReduction(new Missing(name)));
    }

    /** Whether a reducer that was late runs on all the same: it keeps a core of this process for good. */
    public boolean areStuck() {
        return limit.isOverrun();
    }

    /** The name of its task's own reducer that the job asks for, which may do anything; empty if it asks for none. */
    public static Optional<String> ownName(JobSpec job) {
        return job.reduce().map(Reductions::fields).filter(fields -> BuiltIn.find(fields).isEmpty())
            .map(Reductions::name);
    }

    /** The job's reduction; empty if it asks for none. */
    public Optional<Reduction> of(JobSpec job) {
        return job.reduce().map(Reductions::fields).map(fields -> BuiltIn.find(fields)
            .<Reduction>map(LocalReduction::new).or(() -> own(job, name(fields)))
            .orElseGet(() -> new LocalReduction(new Missing(name(fields)))));
    }

    /** The job's reduction by a reducer of its task's own; empty if it asks for none, or the task has it no more. */
    public Optional<Reduction> ownOf(JobSpec job) {
        return ownName(job).flatMap(name -> own(job, name));
    }

    private Optional<Reduction> own(JobSpec job, String name) {
        return reducer(job.task(), name).map(reducer -> own.of(job, name));
    }

    private Optional<Reducer> reducer(String task, String name) {
        return catalogue.find(task).map(entry -> entry.reducers().get(name));
    }

    private static Map<?, ?> fields(String reduce) {
        return (Map<?, ?>) Objects.requireNonNull(Json.read(reduce));
    }

    private static String name(Map<?, ?> fields) {
        return String.valueOf(fields.get("name"));
    }

    /** Stands for a reducer that a task had when the job was submitted. */
    private record Missing(String name) implements Reducer {

        @Override
        public Object partial(long index, @Nullable Object value) {
            throw missing();
        }

        @Override
        public Object combine(@Nullable Object one, @Nullable Object other) {
            throw missing();
        }

        @Override
        public Object result(@Nullable Object partial) {
            throw missing();
        }

        private IllegalStateException missing() {
            return new IllegalStateException("the task has no reducer " + name + " any more");
        }
    }
}
