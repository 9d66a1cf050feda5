package dev.elementwise.compute;

import dev.elementwise.job.JobSpec;
import dev.elementwise.json.Json;
import dev.elementwise.queue.Span;
import dev.elementwise.schema.Schema;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.CatalogueEntry;
import dev.elementwise.task.Computation;
import dev.elementwise.task.Params;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The computations that a batch has opened: one for each task with the same params; closed after the last element. For
 * one thread.
 */
final class Computations implements AutoCloseable {

    /** What cannot be opened fails each element with the same error. */
    private static final class TaskNotOpenedException extends Exception {
        private static final long serialVersionUID = 1;

        private TaskNotOpenedException(Throwable cause) {
            super("The task could not be opened: " + cause, cause);
        }
    }

    private static final Schema ANYTHING = Schema.parse("true");

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

    private final Catalogue catalogue;
    private final Map<Key, ElementRunner> runners = new HashMap<>();
    private final List<Computation> open = new ArrayList<>();

    Computations(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What runs the elements of the span, whose task the catalogue has. */
    ElementRunner runner(Span span) {
        return runner(Key.of(span));
    }

    ElementRunner runner(Key key) {
        return runners.computeIfAbsent(key, this::open);
    }

    private ElementRunner open(Key key) {
        CatalogueEntry entry = catalogue.find(key.task()).orElseThrow();
        return new ElementRunner(open(entry, params(key)), key.checked() ? entry.elementSchema() : ANYTHING);
    }

    private Computation open(CatalogueEntry entry, Params params) {
        try {
            Computation computation = entry.task().open(params);
            open.add(computation);
            return computation;
        } catch (StackOverflowError e) {
            return failing(e);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            return failing(e);
        }
    }

    private static Computation failing(Throwable cause) {
        return element -> {
            throw new TaskNotOpenedException(cause);
        };
    }

    @SuppressWarnings("unchecked")
    private static Params params(Key key) {
        return new Params((Map<String, @Nullable Object>) Json.read(key.params()));
    }

    @Override
    public void close() {
        for (Computation computation : open) {
            try {
                computation.close();
            } catch (Exception e) {
                System.err.println("A computation did not close, which changes no outcome: " + e);
            }
        }
    }
}
