package dev.elementwise.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The job that a command waits for; {@link #cancel} may come from the thread that answers Ctrl-C. Safe for use by
 * several threads.
 */
final class RunningJob {

    /** A submit under way is waited for, or its job could not be named. */
    private static final int SUBMIT_SECONDS = 2;

    private final JobClient client;
    private final PrintStream err;
    private final ReentrantLock submitting = new ReentrantLock();
    private volatile @Nullable Job job;
    private volatile boolean cancelled;

    RunningJob(JobClient client, PrintStream err) {
        this.client = client;
        this.err = err;
    }

    /** @return none once the command has been cancelled */
    Optional<Job> submit(byte[] body, String key) throws InterruptedException {
        submitting.lockInterruptibly();
        try {
            if (cancelled) {
                return Optional.empty();
            }
            Job submitted = client.submit(body, key);
            job = submitted;
            return Optional.of(submitted);
        } finally {
            submitting.unlock();
        }
    }

    void ended() {
        job = null;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** Cancels the job, if one runs, and says what became of it or that there was none. None is submitted after it. */
    void cancel() throws InterruptedException {
        cancelled = true;
        boolean free = submitting.tryLock(SUBMIT_SECONDS, TimeUnit.SECONDS);
        try {
            Job running = job;
            if (running == null) {
                err.println("Interrupted; no job was running.");
            } else {
                job = null;
                end(running).ifPresent(ended -> err.println(ended.cancelled()
                        ? "Cancelled job " + ended.id() + "." : "Job " + ended.id() + " is " + ended.status() + "."));
            }
        } finally {
            if (free) {
                submitting.unlock();
            }
        }
    }

    /** As {@link #cancel}, by the thread that submitted the job, and without a word unless it fails. */
    void abandon() throws InterruptedException {
        cancelled = true;
        Job running = job;
        job = null;
        if (running != null) {
            end(running);
        }
    }

    private Optional<Job> end(Job running) throws InterruptedException {
        try {
            return Optional.of(client.cancel(running));
        } catch (CommandException refused) {
            err.println("Job " + running.id() + " could not be cancelled. " + refused.getMessage());
            return Optional.empty();
        }
    }
}
