package dev.elementwise.compute;

import dev.elementwise.json.Json;
import dev.elementwise.log.ErrorTraces;
import dev.elementwise.schema.Schema;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.CatalogueEntry;
import dev.elementwise.task.Computation;
import dev.elementwise.task.Params;
import dev.elementwise.task.Thrown;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The computations that are open in a process: one for each task with the same params, whoever needs it; closed when
 * nobody does any more. Safe for use by several threads.
 */
final class OpenTasks {

    /** What cannot be opened fails each element with the same error. */
    private static final class TaskNotOpenedException extends Exception {
        private static final long serialVersionUID = 1;

        private TaskNotOpenedException(Throwable cause) {
            super("The task could not be opened: " + described(cause), cause);
        }
    }

    private static final Schema ANYTHING = Schema.parse("true");

    private final Catalogue catalogue;
    private final ErrorTraces traces;
    private final Map<Computations.Key, Shared> open = new HashMap<>();

    /** @param traces takes what the tasks throw */
    OpenTasks(Catalogue catalogue, ErrorTraces traces) {
        this.catalogue = catalogue;
        this.traces = traces;
    }

    /** What computes elements, to be given back once for each time that it was taken. The catalogue has the task. */
    ElementRunner take(Computations.Key key) {
        Shared shared;
        synchronized (open) {
            shared = open.computeIfAbsent(key, any -> new Shared());
            shared.users++;
        }
        return shared.runner(key);
    }

    /** Closes what nobody needs any more, which may take as long as the task likes. */
    void giveBack(Computations.Key key) {
        Shared shared;
        synchronized (open) {
            shared = Objects.requireNonNull(open.get(key));
            shared.users--;
            if (shared.users > 0) {
                return;
            }
            open.remove(key);
        }
        shared.close();
    }

    private final class Shared {

        private int users;
        private @Nullable ElementRunner runner;
        private @Nullable Computation computation;

        private synchronized ElementRunner runner(Computations.Key key) {
            if (runner == null) {
                CatalogueEntry entry = catalogue.find(key.task()).orElseThrow();
                runner = new ElementRunner(key.task(), open(entry, params(key)),
                    key.checked() ? entry.elementSchema() : ANYTHING, traces);
            }
            return runner;
        }

        private Computation open(CatalogueEntry entry, Params params) {
            try {
                computation = entry.task().open(params);
                return Objects.requireNonNull(computation, "open has returned null");
            } catch (Throwable e) {
                Thrown.requireOwn(e);
                return failing(e);
            }
        }

        private synchronized void close() {
            try {
                if (computation != null) {
                    computation.close();
                }
            } catch (Throwable e) {
                Thrown.requireOwn(e);
                traces.note("The close of a task, which changes no outcome,", e, OpenTasks.class);
            }
        }
    }

    private static String described(Throwable thrown) {
        return thrown.getClass().getName() + ": " + Thrown.message(thrown);
    }

    private static Computation failing(Throwable cause) {
        return element -> {
            throw new TaskNotOpenedException(cause);
        };
    }

    @SuppressWarnings("unchecked")
    private static Params params(Computations.Key key) {
        return new Params((Map<String, @Nullable Object>) Json.read(key.params()));
    }
}
