package dev.elementwise.store;

import dev.elementwise.job.Ending;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps instalments in the memory of one process, beside the jobs of an {@link InMemoryStore}, under its lock. */
public final class InMemoryInstalmentStore implements InstalmentStore {

    private final InMemoryStore jobs;
    /** By their jobs and the first of their indices. */
    private final Map<JobId, TreeMap<Long, Instalment>> unfinished = new HashMap<>();
    private final Map<String, Instalment> finished = new HashMap<>();

    public InMemoryInstalmentStore(InMemoryStore jobs) {
        this.jobs = jobs;
    }

    @Override
    public Optional<OpenJob> find(JobId id) {
        synchronized (jobs) {
            return jobs.find(id).map(job -> new OpenJob(job, List.copyOf(unfinished(id).values())));
        }
    }

    @Override
    public Optional<Instalment> findFinished(JobSpec job, String key) {
        synchronized (jobs) {
            return Optional.ofNullable(finished.get(job.id() + "/" + key));
        }
    }

    @Override
    public boolean reserve(OpenJob read, Instalment instalment) {
        synchronized (jobs) {
            OpenJob open = find(read.job().id()).orElse(null);
            if (open == null || !open.job().isOpen() || open.job().spec().total() != read.job().spec().total()
                || open.unfinished().size() >= MOST_UNFINISHED) {
                return false;
            }
            unfinished(read.job().id()).put(instalment.indices().from(), instalment);
            jobs.replace(with(open.job(), open.job().spec().with(Input.OPEN, instalment.indices().to())));
            return true;
        }
    }

    @Override
    public Optional<Job> finish(JobSpec job, Instalment instalment) {
        synchronized (jobs) {
            finished.put(job.id() + "/" + instalment.key(), instalment);
            jobs.betweenWrites();
            unfinished(job.id()).remove(instalment.indices().from());
            return jobs.find(job.id());
        }
    }

    @Override
    public Optional<OpenJob> close(JobId id, Instant at) {
        synchronized (jobs) {
            find(id).filter(open -> open.job().isOpen() && open.unfinished().isEmpty()).map(OpenJob::job)
                .ifPresent(job -> close(job, job.spec().with(Input.CLOSED, job.spec().total()), at));
            return find(id);
        }
    }

    private void close(Job job, JobSpec closed, Instant at) {
        jobs.replace(with(job, closed));
        Ending.decidedBy(closed, job.tally(), at)
            .ifPresent(ending -> jobs.end(job.id(), ending));
    }

    private TreeMap<Long, Instalment> unfinished(JobId id) {
        return unfinished.computeIfAbsent(id, job -> new TreeMap<>());
    }

    private static Job with(Job job, JobSpec spec) {
        return new Job(spec, job.published(), job.startedAt(), job.tally(), job.ending(), job.soleBlock());
    }
}
