package dev.elementwise.cli;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Runs a command's job and writes its outcomes as they come, also while its elements are still being sent. */
final class MapRun {

    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration NOT_HELD = Duration.ofMillis(500);
    /** A page that is fuller than this was kept short by its limit rather than by the job: the next is there too. */
    private static final int FULL = JobClient.PAGE / 2;

    private final JobClient client;
    private final RunningJob running;
    private final OutcomeWriter writer;
    private final Timing timing;
    private final Progress progress;

    MapRun(JobClient client, RunningJob running, OutcomeWriter writer, Console console, Timing timing) {
        this.client = client;
        this.running = running;
        this.writer = writer;
        this.timing = timing;
        this.progress = new Progress(console, timing.clock());
    }

    /** @return a failure without a word where it was cancelled from outside, for that has been told */
    ExitCode run(JobBodies bodies) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        Optional<Job> job = running.submit(bodies.job(), key);
        if (job.isEmpty()) {
            return ExitCode.FAILURE;
        }
        Job ended;
        try (InputFeed feed = new InputFeed(client, job.get(), bodies, key)) {
            ended = follow(job.get(), bodies.hasMore() ? Optional.of(feed.start()) : Optional.empty());
        } finally {
            progress.clear(); // an error is a line of its own
        }
        running.ended();
        if (running.cancelled()) {
            return ExitCode.FAILURE;
        }
        requireCompleted(ended);
        progress.ended(ended);
        progress.end(Tally.of(ended, false));
        if (ended.failed() > 0) {
            return ExitCode.SOME_FAILED;
        }
        return ended.reduceError().isPresent() ? ExitCode.FAILURE : ExitCode.SUCCESS;
    }

    private Job follow(Job submitted, Optional<InputFeed> feed) throws InterruptedException {
        Job job = submitted;
        Optional<URI> next = Optional.of(JobClient.firstPage(job));
        boolean full = false;
        while (next.isPresent()) {
            if (!job.ended() && !full) {
                job = await(job);
            }
            if (feed.isPresent()) {
                requireFed(job, feed.get());
            }
            progress.show(Tally.of(job, feed.map(InputFeed::isOpen).orElse(false)));
            OutcomePage page = client.outcomes(next.get());
            write(page);
            next = page.next();
            full = page.lines().size() > FULL;
        }
        return job.ended() ? job : client.read(job);
    }

    /** A job that will not get all its elements is cancelled, unless it has ended, which tells more of why. */
    private void requireFed(Job job, InputFeed feed) throws InterruptedException {
        Optional<CommandException> failure = feed.failure();
        if (failure.isPresent() && !client.read(job).ended()) {
            progress.clear();
            if (!running.cancelled()) {
                running.cancel();
            }
            throw failure.get();
        }
    }

    private void write(OutcomePage page) throws InterruptedException {
        if (page.lines().isEmpty()) {
            return;
        }
        progress.clear();
        try {
            writer.write(page);
        } catch (CommandException broken) {
            // nobody is left who would read what the rest of the job computes
            if (broken.exitCode() == ExitCode.OUTPUT_CLOSED) {
                running.abandon();
            } else {
                running.cancel();
            }
            throw broken;
        }
    }

    /** Waits for the job's end, a second at most, also where the server does not hold the line. */
    private Job await(Job job) throws InterruptedException {
        Instant asked = timing.now();
        Job answer = client.await(job, WAIT);
        if (!answer.ended() && Duration.between(asked, timing.now()).compareTo(NOT_HELD) < 0) {
            timing.pause(NOT_HELD);
        }
        return answer;
    }

    private static void requireCompleted(Job job) {
        if (!job.completed()) {
            String reason = job.reason().map(text -> ": " + text).orElse("");
            throw CommandException.failure("Job " + job.id() + " is " + job.status() + " after "
                    + (job.succeeded() + job.failed()) + " of " + job.total() + " elements" + reason + ".");
        }
    }
}
