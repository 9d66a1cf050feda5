package dev.elementwise.compute;

import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.json.Json;
import dev.elementwise.reduce.ReducerEndedException;
import dev.elementwise.reduce.ReducerSource;
import dev.elementwise.reduce.ReducerUnavailableException;
import dev.elementwise.task.Reducer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls tasks' own reducers in a child, which is started for the first of them: one that takes its process down, or
 * never comes back, costs its job the result and nobody anything else. For several threads, whose calls take turns;
 * meant to be closed with the batch, for a child takes memory.
 */
public final class ChildReducers implements ReducerSource, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String NOTHING = "null";
    private static final String DEATH = "the reducer took its process down, for example out of memory";

    private final Isolation isolation;
    /** Jobs whose reducer has taken a child down: each further value would take a child to say the same. */
    private final Set<JobId> deadly = new HashSet<>();
    private @Nullable Child child;

    ChildReducers(Isolation isolation) {
        this.isolation = isolation;
    }

    /**
     * In children of this function.
     *
     * @param withFaultTask whether the task {@code fault} is there
     */
    public static ChildReducers ofThisFunction(boolean withFaultTask) {
        return new ChildReducers(ChildCommand.isolation(withFaultTask));
    }

    /**
     * A reducer that throws {@link IllegalStateException} for whatever the real one does but give a value, and, once
     * that has taken a child down for the job, {@link ReducerEndedException}.
     */
    @Override
    public Optional<Reducer> find(JobSpec job, String name) {
        return Optional.of(new Distant(job, name));
    }

    /** Ends the child, if there is one; a later call starts another. */
    @Override
    public synchronized void close() {
        Child open = child;
        child = null;
        if (open != null) {
            open.close();
        }
    }

    private synchronized @Nullable Object call(JobId job, ReducerCall call) {
        if (deadly.contains(job)) {
            throw new ReducerEndedException(DEATH);
        }
        byte[] answer = ask(call).orElse(null);
        if (answer == null) {
            deadly.add(job);
            throw new IllegalStateException(DEATH);
        }
        return ReducerCall.read(answer);
    }

    /**
     * What the child answers; nothing if it has died. Whoever has waited for long enough interrupts this, and the child
     * is not needed any more.
     */
    private Optional<byte[]> ask(ReducerCall call) {
        boolean answered = false;
        try {
            Child open = open();
            open.call(call);
            Optional<Child.Report> report = Optional.empty();
            while (report.isEmpty()) {
                report = open.await(PATIENCE);
            }
            if (report.get() instanceof Child.Report.Answered answer) {
                answered = true;
                return Optional.of(answer.answer());
            }
            System.err.println("A child has ended while it called the reducer " + call.reducer() + " of the task "
                + call.task() + ": " + report.get());
            return Optional.empty();
        } finally {
            if (!answered) {
                close();
            }
        }
    }

    private Child open() {
        Child open = child;
        if (open == null) {
            try {
                open = isolation.start(1);
            } catch (IsolationException e) {
                throw new ReducerUnavailableException("No child can be started to call a reducer", e);
            }
            child = open;
        }
        return open;
    }

    /** A reducer in the child. */
    private final class Distant implements Reducer {

        private final JobSpec job;
        private final String name;

        private Distant(JobSpec job, String name) {
            this.job = job;
            this.name = name;
        }

        @Override
        public @Nullable Object partial(long index, @Nullable Object value) {
            return call(ReducerCall.Method.PARTIAL, index, Json.write(value), NOTHING);
        }

        @Override
        public @Nullable Object combine(@Nullable Object one, @Nullable Object other) {
            return call(ReducerCall.Method.COMBINE, 0, Json.write(one), Json.write(other));
        }

        @Override
        public @Nullable Object result(@Nullable Object partial) {
            return call(ReducerCall.Method.RESULT, 0, Json.write(partial), NOTHING);
        }

        private @Nullable Object call(ReducerCall.Method method, long index, String one, String other) {
            return ChildReducers.this.call(job.id(),
                new ReducerCall(job.task(), name, method, index, one, other));
        }
    }
}
