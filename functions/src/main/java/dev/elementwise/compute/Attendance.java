package dev.elementwise.compute;

import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Span;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a worker does about its jobs while their elements run: it notes once that they have started, and looks once a
 * second whether they have ended. For one batch and one thread.
 */
final class Attendance implements Runnable {

    /** A batch that is over sooner notes the start with its outcomes, in the same call; of a large job soon after. */
    private static final Duration NOTE_AFTER = Duration.ofMillis(250);
    /** Whoever cancels a job waits no longer than two seconds for it: a look that fails is made again soon. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Batch batch;
    private final JobStore jobs;
    private final Looks looks;
    private final Clock clock;
    private final Instant startedAt;
    private boolean noted;
    private Instant lastLook;
    private Instant nextLook;

    Attendance(Batch batch, JobStore jobs, Looks looks, Clock clock) {
        this.batch = batch;
        this.jobs = jobs;
        this.looks = looks;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.lastLook = startedAt;
        this.nextLook = startedAt.plus(Looks.EVERY);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        if (!noted && now.isAfter(startedAt.plus(NOTE_AFTER))) {
            noted = true;
            batch.works().stream().map(SpanWork::span).filter(Attendance::mayBeFirst).map(span -> span.job().id())
                .distinct().forEach(this::noteStart);
        }
        if (!now.isBefore(nextLook)) {
            look(looks::glance);
        }
    }

    /** Whether the job's first element to be started may be one of these; the others' starts would only be writes. */
    private static boolean mayBeFirst(Span span) {
        return span.origin() == Span.Origin.SUBMIT || span.indices().contains(0);
    }

    /**
     * Looks before outcomes are committed or elements handed on, unless that was done just now: a job that has ended takes
     * no more.
     */
    void lookBeforeCommit() {
        if (!Looks.isRecent(lastLook, clock.instant()) && !isGuardedByItsCommit()) {
            look(looks::recent);
        }
    }

    /** A sole block's commit is refused where the job has ended; and where all is done nothing is handed on. */
    private boolean isGuardedByItsCommit() {
        return batch.works().stream().allMatch(work -> work.span().job().hasSoleBlock())
            && IntStream.range(0, batch.size()).allMatch(batch::isSettled);
    }

    private void look(Function<JobId, Looks.Look> read) {
        lastLook = clock.instant();
        nextLook = Instant.MAX;
        batch.works().stream().filter(work -> !batch.isDropped(work)).map(work -> work.span().job().id()).distinct()
            .forEach(job -> look(job, read));
    }

    private void noteStart(JobId job) {
        try {
            jobs.start(job, startedAt);
        } catch (StoreUnavailableException e) {
            System.err.println("Job " + job + " shows its start with its first outcomes: " + e.getMessage());
        }
    }

    private void look(JobId job, Function<JobId, Looks.Look> read) {
        try {
            Looks.Look look = read.apply(job);
            lastLook = earlier(lastLook, look.at());
            nextLook = earlier(nextLook, look.at().plus(Looks.EVERY));
            Optional<Job> found = look.job();
            if (found.isPresent() && !clock.instant().isBefore(found.get().spec().giveUpAt())) {
                found = jobs.end(job, Ending.overdue(found.get().spec(), clock.instant()));
            }
            if (found.isEmpty() || found.get().hasEnded()) {
                batch.drop(job);
                found.ifPresent(Attendance::tellWhy);
            } else {
                batch.note(found.get(), look.at());
            }
        } catch (StoreUnavailableException e) {
            nextLook = earlier(nextLook, clock.instant().plus(LOOK_AGAIN));
            System.err.println("Job " + job + " is looked at again soon: " + e.getMessage());
        }
    }

    /** Of a job that is completed nothing is dropped: others have computed what this batch has of it. */
    private static void tellWhy(Job job) {
        if (job.status() == Status.CANCELLED || job.status() == Status.FAILED) {
            System.err.println("Job " + job.id() + (job.status() == Status.CANCELLED ? " was cancelled" : " is given up")
                + ": what is left of it here is dropped");
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
