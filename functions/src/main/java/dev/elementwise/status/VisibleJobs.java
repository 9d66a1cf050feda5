package dev.elementwise.status;

import dev.elementwise.http.Problem;
import dev.elementwise.http.ProblemException;
import dev.elementwise.http.Request;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.store.JobStore;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The jobs that a caller may see: its own, published, not expired. One that is past its time is given up by whoever
 * reads it. Safe for use by several threads.
 */
public final class VisibleJobs {

    private static final int KEPT = 100;

    private final JobStore jobs;
    private final Clock clock;
    private final Map<JobId, Job> ended = new LinkedHashMap<>();

    public VisibleJobs(JobStore jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * The job as it is.
     *
     * @throws ProblemException 404, if there is none for this caller
     */
    public Job get(Request request, String id) {
        Job job = JobId.parse(id).flatMap(jobs::find)
            .filter(found -> isVisible(found, request.caller()))
            .map(this::giveUpIfOverdue)
            .orElseThrow(() -> notFound(id));
        if (job.hasEnded()) {
            keep(job);
        }
        return job;
    }

    /**
     * The job as it is, or, if it has ended, as it was some time after: enough to read its results.
     *
     * @throws ProblemException 404, if there is none for this caller
     */
    Job getForResults(Request request, String id) {
        return JobId.parse(id).flatMap(this::kept)
            .filter(job -> isVisible(job, request.caller()))
            .orElseGet(() -> get(request, id));
    }

    /** The job, given up if it is past its time. */
    Job giveUpIfOverdue(Job job) {
        if (job.hasEnded() || clock.instant().isBefore(job.spec().giveUpAt())) {
            return job;
        }
        return jobs.end(job.id(), Ending.overdue(job.spec(), clock.instant())).orElse(job);
    }

    private boolean isVisible(Job job, String caller) {
        return job.published() && job.spec().caller().equals(caller)
            && clock.instant().isBefore(job.spec().expiresAt());
    }

    private Optional<Job> kept(JobId id) {
        synchronized (ended) {
            return Optional.ofNullable(ended.get(id));
        }
    }

    private void keep(Job job) {
        synchronized (ended) {
            ended.put(job.id(), job);
            if (ended.size() > KEPT) {
                ended.remove(ended.keySet().iterator().next());
            }
        }
    }

    private static ProblemException notFound(String id) {
        return Problem.notFound("There is no job " + id + ", or it has expired.").asException();
    }
}
