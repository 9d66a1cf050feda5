package dev.elementwise.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What is done when the process is told to end (Ctrl-C, SIGTERM) before its command has: the actions, the youngest
 * first, in one thread that the JVM waits for; then the process ends with the exit code that its command has for it
 * rather than with the signal's. Safe for use by several threads.
 */
final class Interruption implements AutoCloseable {

    /** Something to do at the end. */
    @FunctionalInterface
    interface Action {
        void run() throws InterruptedException;
    }

    private final Deque<Action> actions = new ArrayDeque<>();
    private final Thread hook = new Thread(this::run, "interruption");
    private final ExitCode exitCode;
    private volatile boolean happened;

    /** @param exitCode of a process that is ended so */
    Interruption(ExitCode exitCode) {
        this.exitCode = exitCode;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized void register(Action action) {
        actions.push(action);
    }

    /** Whether the process is ending: what fails from now on is no news. */
    boolean happened() {
        return happened;
    }

    /** Returns at once where nothing has happened; else what is to be done is done here, and the process ends. */
    void goBefore() throws InterruptedException {
        if (happened) {
            hook.join();
        }
    }

    private void run() {
        happened = true;
        try {
            for (Action action = poll(); action != null; action = poll()) {
                action.run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode.number());
    }

    private synchronized @Nullable Action poll() {
        return actions.poll();
    }

    /** The command has ended by itself: nothing is left to do. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the hook runs already and does what there is to do
            happened = true;
        }
    }
}
