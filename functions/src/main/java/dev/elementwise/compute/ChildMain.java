package dev.elementwise.compute;

import dev.elementwise.task.Catalogue;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * The program of a worker's child. Standard input and output belong to the worker: a task that reads finds an empty
 * input, and what it prints goes to standard error. Ends with the worker, however that ends, for then the input does.
 */
final class ChildMain {

    private static final int BUFFER = 64 * 1024;
    private static final long LAST_WORDS_MILLIS = 1_000;

    private ChildMain() {
    }

    /** @param arguments whether the task {@code fault} is there */
    public static void main(String[] arguments) {
        run(() -> Catalogue.load(Boolean.parseBoolean(arguments[0])));
    }

    /** Runs elements of the tasks that there are, then ends the process. */
    static void run(Supplier<Catalogue> catalogue) {
        InputStream in = System.in;
        OutputStream out = System.out;
        System.setIn(new ByteArrayInputStream(new byte[0]));
        System.setOut(System.err);
        try {
            serve(new ChildLanes(catalogue.get(), new DataInputStream(new BufferedInputStream(in, BUFFER)),
                new DataOutputStream(new BufferedOutputStream(out, BUFFER)), Halt.PROCESS));
        } catch (Throwable e) {
            // The worker sees what follows from it: an end without outcomes.
            System.err.println("A child ends: " + e);
        } finally {
            Halt.PROCESS.halt();
        }
    }

    private static void serve(ChildLanes lanes) throws IOException, InterruptedException {
        lanes.run();
        Thread closing = new Thread(lanes::close, "closing");
        closing.setDaemon(true);
        closing.start();
        closing.join(LAST_WORDS_MILLIS);
    }
}
