package dev.elementwise.submit;

import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.InstalmentStore;
import dev.elementwise.store.InstalmentStore.Instalment;
import dev.elementwise.store.InstalmentStore.OpenJob;
import dev.elementwise.store.JobStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the elements of open jobs in. Safe for use by several threads.
 *
 * <p>First the indices are reserved, together with the key, then the elements are sent, then that is noted. Whoever
 * repeats the key goes through what is left of these steps with the same indices, and every step may be taken twice.
 */
public final class Instalments {

    private final InstalmentStore instalments;
    private final JobStore jobs;
    private final SpanQueue queue;
    private final long maxElements;
    private final Clock clock;

    /** Where instalments, params and spans are. */
    public record Destinations(InstalmentStore instalments, JobStore jobs, SpanQueue queue) {
    }

    /**
     * Elements to be added.
     *
     * @param key names them within their job
     * @param bodyHash equal for equal bodies
     * @param elements at least one
     * @param tryUntil how long to try where others add at the same time
     */
    public record Wish(String key, String bodyHash, List<@Nullable Object> elements, Instant tryUntil) {

        Instalment instalment(long from) {
            return new Instalment(key, bodyHash, new IndexRun(from, from + elements.size()));
        }
    }

    /** @param maxElements the most elements that one job may have */
    public Instalments(Destinations destinations, long maxElements, Clock clock) {
        this.instalments = destinations.instalments();
        this.jobs = destinations.jobs();
        this.queue = destinations.queue();
        this.maxElements = maxElements;
        this.clock = clock;
    }

    /**
     * Adds elements to a job, or finds where the key has added them before.
     *
     * @throws dev.elementwise.store.StoreUnavailableException if the store is down; the key finishes what was begun
     * @throws dev.elementwise.queue.QueueUnavailableException if the queue is down; the key finishes what was begun
     */
    public Addition add(JobId id, Wish wish) {
        do {
            Optional<OpenJob> open = instalments.find(id);
            Optional<Addition> answer = open.isEmpty() ? Optional.of(new Addition.Gone()) : tryToAdd(open.get(), wish);
            if (answer.isPresent()) {
                return answer.get();
            }
        } while (clock.instant().isBefore(wish.tryUntil()));
        return new Addition.Outrun();
    }

    /** Closes a job's input, unless it is closed or an instalment is unfinished; the job as it is then. */
    public Optional<OpenJob> close(JobId id) {
        return instalments.close(id, clock.instant());
    }

    /** Empty if somebody else has added to the job meanwhile. */
    private Optional<Addition> tryToAdd(OpenJob open, Wish wish) {
        Optional<Instalment> unfinished = open.find(wish.key());
        Optional<Instalment> known = unfinished.isPresent() ? unfinished
            : instalments.findFinished(open.job().spec(), wish.key());
        if (known.isPresent() && !known.get().bodyHash().equals(wish.bodyHash())) {
            return Optional.of(new Addition.KeyReused());
        }
        if (known.isPresent() && unfinished.isEmpty()) {
            return Optional.of(new Addition.Added(open.job(), known.get().indices()));
        }
        Optional<Addition> refusal = refuse(open, wish, known.isPresent());
        if (refusal.isPresent()) {
            return refusal;
        }
        Instalment ours = known.orElseGet(() -> wish.instalment(open.job().spec().total()));
        return known.isPresent() || instalments.reserve(open, ours)
            ? Optional.of(send(open.job().spec(), ours, wish)) : Optional.empty();
    }

    private Optional<Addition> refuse(OpenJob open, Wish wish, boolean reserved) {
        JobSpec spec = open.job().spec();
        long most = Math.min(maxElements, (long) spec.blockSize() * JobSpec.MOST_BLOCKS);
        if (!open.job().isOpen()) {
            return Optional.of(new Addition.NotOpen(open.job()));
        } else if (!reserved && spec.total() + wish.elements().size() > most) {
            return Optional.of(new Addition.TooMany(open.job(), most));
        } else if (!reserved && open.unfinished().size() >= InstalmentStore.MOST_UNFINISHED) {
            return Optional.of(new Addition.TooManyUnfinished(open.unfinished()));
        } else if (!reserved && !hasPlaces(open.job())) {
            return Optional.of(new Addition.PlacesTaken(open.job(), open.unfinished()));
        }
        return Optional.empty();
    }

    /**
     * A job's places are its spans', and those of one request know nothing of another's. So a limited job takes
     * elements only when all that it has are counted, which they stay.
     */
    private static boolean hasPlaces(Job job) {
        return job.spec().maxConcurrency().isEmpty() || job.tally().total() == job.spec().total();
    }

    private Addition send(JobSpec spec, Instalment ours, Wish wish) {
        JobSpec known = spec.with(Input.OPEN, Math.max(spec.total(), ours.indices().to()));
        queue.send(List.of(new Span(known, jobs.params(spec.id()), IndexRuns.of(ours.indices()),
            Optional.of(wish.elements()), Span.Origin.SUBMIT)));
        Optional<Job> job = instalments.finish(spec, ours);
        return job.isPresent() ? new Addition.Added(job.get(), ours.indices()) : new Addition.Gone();
    }
}
