package dev.elementwise.compute;

import dev.elementwise.job.JobSpec;
import dev.elementwise.log.ErrorTraces;
import dev.elementwise.queue.Span;
import dev.elementwise.task.Catalogue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The computations that a batch or a child needs, from before the first element until after the last. Safe for use by
 * several threads: none waits for a task of others to be opened, which may take for ever.
 */
final class Computations implements AutoCloseable {

    /**
     * What elements that share a computation have in common.
     *
     * @param checked whether each element is checked before it is computed
     */
    record Key(String task, String params, boolean checked) {

        static Key of(Span span) {
            return new Key(span.job().task(), span.params(), isToBeChecked(span.job()));
        }

        /** A list was checked when it was taken in; a retry may have what was found invalid in a range. */
        private static boolean isToBeChecked(JobSpec job) {
            return job.range().isPresent() || job.retryOf().isPresent();
        }
    }

    private final OpenTasks tasks;
    private final Set<Key> taken = ConcurrentHashMap.newKeySet();

    /** Computations that nobody else needs. */
    Computations(Catalogue catalogue) {
        this(new OpenTasks(catalogue, new ErrorTraces()));
    }

    /** @param tasks where others find them, too */
    Computations(OpenTasks tasks) {
        this.tasks = tasks;
    }

    /** What runs the elements of the span, whose task the catalogue has. */
    ElementRunner runner(Span span) {
        return runner(Key.of(span));
    }

    ElementRunner runner(Key key) {
        ElementRunner runner = tasks.take(key);
        if (!taken.add(key)) {
            tasks.giveBack(key); // once is enough
        }
        return runner;
    }

    @Override
    public void close() {
        taken.forEach(tasks::giveBack);
    }
}
