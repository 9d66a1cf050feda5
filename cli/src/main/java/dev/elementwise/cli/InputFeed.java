package dev.elementwise.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends the elements of an open job that its submit had no room for, then closes it, while its outcomes are read by
 * another thread. Holds one request's elements at a time. Each request has a key made from one that nobody else has, so
 * that repeating it after a broken connection adds nothing twice. Safe for use by several threads.
 */
final class InputFeed implements AutoCloseable {

    private final JobClient client;
    private final Job job;
    private final JobBodies bodies;
    private final String key;
    private final Thread thread;
    private volatile boolean done;
    private volatile @Nullable CommandException failure;

    /** @param key unique to the job */
    InputFeed(JobClient client, Job job, JobBodies bodies, String key) {
        this.client = client;
        this.job = job;
        this.bodies = bodies;
        this.key = key;
        this.thread = new Thread(this::run, "input");
        this.thread.setDaemon(true);
    }

    InputFeed start() {
        thread.start();
        return this;
    }

    /** Whether more elements come. */
    boolean isOpen() {
        return !done;
    }

    /** Why not all elements could be read or sent. */
    Optional<CommandException> failure() {
        return Optional.ofNullable(failure);
    }

    private void run() {
        try {
            Job standing = job;
            for (int number = 1; bodies.hasMore() && !Thread.currentThread().isInterrupted(); number++) {
                standing = add(standing, bodies.more(), key + "-" + number);
            }
            client.close(job);
        } catch (CommandException refused) {
            failure = refused;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError broken) {
            failure = CommandException.failure("The input can't be sent: " + broken + ".", broken);
        } finally {
            done = true;
        }
    }

    /** A refusal names elements by their places in the request: so it is told where that begins. */
    private Job add(Job standing, byte[] body, String requestKey) throws InterruptedException {
        try {
            return client.add(standing, body, requestKey);
        } catch (CommandException refused) {
            throw refused.after(standing.total());
        }
    }

    /** Sends no more; a read of the input that never ends stays behind, in a thread that holds up no process. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
