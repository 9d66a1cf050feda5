package dev.elementwise.compute;

import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import dev.elementwise.reduce.ReducerUnavailableException;
import dev.elementwise.reduce.Reduction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Calls tasks' own reducers in a child, which is started for the first call: one that takes its process down, twice, or
 * never comes back costs its job the result, and nobody anything else. For several threads, whose calls take turns.
 */
public final class ChildReducers implements AutoCloseable {

    /** As for elements: a machine that is short of memory may end any child, once. */
    private static final int MOST_CRASHES = 2;
    /** In bytes of values, before the last of them. */
    private static final long LARGEST_CALL = 4 << 20;

    private final Isolation isolation;
    private final Duration limit;
    /** What has become of jobs' reducers that were ended: their further values would take as long to say the same. */
    private final Map<JobId, String> verdicts = new HashMap<>();
    private @Nullable Child child;

    /** @param limit how long a reducer may take with the values of one call, in a child that is there */
    ChildReducers(Isolation isolation, Duration limit) {
        this.isolation = isolation;
        this.limit = limit;
    }

    /**
     * In children of this function.
     *
     * @param withFaultTask whether the task {@code fault} is there
     */
    public static ChildReducers ofThisFunction(boolean withFaultTask, Duration limit) {
        return new ChildReducers(ChildCommand.isolation(withFaultTask), limit);
    }

    /** The job's reduction by its task's reducer of this name. */
    public Reduction of(JobSpec job, String name) {
        return new Distant(job, name);
    }

    /**
     * Ends the child, if there is one, for it takes memory; a later call starts another. Verdicts are forgotten: the
     * machine may have been slow, or short of memory.
     */
    @Override
    public synchronized void close() {
        verdicts.clear();
        closeChild();
    }

    private synchronized String call(JobId job, ReducerCall call) {
        String verdict = verdicts.get(job);
        for (int attempt = 1; verdict == null; attempt++) {
            Optional<Child.Report> report = ask(call);
            if (report.isEmpty()) {
                verdict = "the reducer took more than " + limit.toMillis() / 1000.0 + " s";
            } else if (report.get() instanceof Child.Report.Answered answered) {
                return answered.answer();
            } else if (report.get() instanceof Child.Report.Died died && attempt == MOST_CRASHES) {
                verdict = "the reducer took its process down in each of " + MOST_CRASHES + " attempts, at last with "
                    + died.how() + ", as System.exit does or an exhausted memory";
            }
            System.err.println("The reducer " + call.reducer() + " of the task " + call.task() + " has not come back "
                + "at attempt " + attempt + " for the job " + job + (verdict == null ? "" : ": " + verdict));
        }
        verdicts.put(job, verdict);
        return Reduction.error(verdict);
    }

    /** What becomes of the call; empty if it takes too long. */
    private Optional<Child.Report> ask(ReducerCall call) {
        boolean answered = false;
        try {
            Child open = open();
            open.call(call);
            Optional<Child.Report> report = open.await(limit);
            answered = report.filter(Child.Report.Answered.class::isInstance).isPresent();
            return report;
        } finally {
            if (!answered) {
                closeChild();
            }
        }
    }

    private Child open() {
        Child open = child;
        if (open == null) {
            try {
                open = isolation.startBeside();
            } catch (IsolationException e) {
                throw new ReducerUnavailableException("No child can be started to call a reducer", e);
            }
            child = open;
        }
        return open;
    }

    private void closeChild() {
        Child open = child;
        child = null;
        if (open != null) {
            open.close();
        }
    }

    /** A reduction in the child. */
    private final class Distant implements Reduction {

        private final JobSpec job;
        private final String name;

        private Distant(JobSpec job, String name) {
            this.job = job;
            this.name = name;
        }

        @Override
        public Optional<String> partial(List<Outcome> outcomes, LongUnaryOperator shown) {
            return combine(inPieces(Reduction.values(outcomes, shown)).stream()
                .map(piece -> call(ReducerCall.Method.PARTIAL, piece, List.of())).toList());
        }

        /** In calls that a child of little memory can take. */
        private static List<List<Outcome>> inPieces(List<Outcome> values) {
            List<List<Outcome>> pieces = new ArrayList<>();
            long bytes = Long.MAX_VALUE;
            for (Outcome value : values) {
                if (bytes > LARGEST_CALL) {
                    pieces.add(new ArrayList<>());
                    bytes = 0;
                }
                pieces.get(pieces.size() - 1).add(value);
                bytes += value.line().length;
            }
            return pieces;
        }

        @Override
        public Optional<String> combine(List<String> partials) {
            if (partials.size() < 2) {
                return partials.stream().findFirst();
            }
            return Reduction.firstError(partials)
                .or(() -> Optional.of(call(ReducerCall.Method.COMBINE, List.of(), partials)));
        }

        @Override
        public Result result(List<String> partials) {
            if (partials.isEmpty()) {
                return Result.NONE;
            }
            return Result.read(Reduction.firstError(partials)
                .orElseGet(() -> call(ReducerCall.Method.RESULT, List.of(), partials)));
        }

        private String call(ReducerCall.Method method, List<Outcome> values, List<String> partials) {
            return ChildReducers.this.call(job.id(), new ReducerCall(job.task(), name, method, values, partials));
        }
    }
}
