package dev.elementwise.acceptance.cancel;

import dev.elementwise.task.Computation;
import dev.elementwise.task.Params;
import dev.elementwise.task.Task;
import dev.elementwise.task.TaskDescription;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Logs when and where it is opened, and when its elements are started. An element waits for its milliseconds, or, where
 * it is negative, until the file of the param {@code gate} is there; with the param {@code slow} opening waits for it,
 * too.
 */
public final class TracedTask implements Task {

    static final String MARK = "traced ";
    static final String OPENING = " opening";
    static final String PROCESS = " in process ";
    static final String STARTED = " started";
    static final String ENDED = " ended";
    private static final long LOOK_MILLIS = 10;

    @Override
    public TaskDescription describe() {
        return TaskDescription.of("traced", "Traced", "Logs what is done.").params("{\"type\":\"object\"}");
    }

    @Override
    public Computation open(Params params) throws InterruptedException {
        String name = MARK + params.string("name", "");
        System.out.println(name + OPENING);
        System.out.println(name + PROCESS + ProcessHandle.current().pid());
        if (params.integer("slow", 0) == 1) {
            awaitGate(params);
        }
        return element -> {
            System.out.println(name + STARTED);
            long millis = ((Number) element).longValue();
            if (millis < 0) {
                awaitGate(params);
            } else {
                Thread.sleep(millis);
            }
            System.out.println(name + ENDED);
            return true;
        };
    }

    private static void awaitGate(Params params) throws InterruptedException {
        Path gate = Path.of(params.string("gate", ""));
        while (Files.notExists(gate)) {
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
