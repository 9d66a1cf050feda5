package dev.elementwise.status;

import dev.elementwise.compute.ChildReducers;
import dev.elementwise.deployment.Deployment;
import dev.elementwise.http.Request;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.Status;
import dev.elementwise.json.Json;
import dev.elementwise.reduce.ReducerUnavailableException;
import dev.elementwise.reduce.Reduction;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.store.StoreUnavailableException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows jobs to their callers. Safe for use by several threads. */
public final class JobView {

    private final StatsView stats;
    private final Function<Job, Reduction.Result> reduced;

    /** @param reduced what a job with {@code reduce} is reduced to, once it is completed */
    public JobView(Prices prices, Function<Job, Reduction.Result> reduced) {
        this.stats = new StatsView(prices);
        this.reduced = reduced;
    }

    /** For a function of this deployment. */
    public static JobView in(Deployment deployment) {
        boolean withFaultTask = deployment.settings().withFaultTask();
        ReducedValues reduced = new ReducedValues(deployment.progress(),
            () -> ChildReducers.ofThisFunction(withFaultTask, Reductions.LIMIT));
        return new JobView(Prices.of(deployment.settings().machine()), reduced::of);
    }

    /** Where the job is, as the caller of {@code request} has to write it. */
    public static String self(Job job, Request request) {
        return request.link("/jobs/" + job.id());
    }

    /**
     * The job's fields in order, for {@link dev.elementwise.json.Json#write}.
     *
     * @throws dev.elementwise.store.StoreUnavailableException if what the job is reduced to can't be read
     * @throws ReducerUnavailableException if it can't be computed just now
     */
    public Map<String, @Nullable Object> of(Job job, Request request) {
        return of(job, request, job.spec().reduce());
    }

    private Map<String, @Nullable Object> of(Job job, Request request, Optional<String> reduce) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", job.id().value());
        fields.put("task", job.spec().task());
        fields.put("label", job.spec().label().orElse(null));
        job.spec().retryOf().ifPresent(retried -> fields.put("retryOf", retried.value()));
        fields.put("status", job.status().label());
        job.ending().flatMap(Ending::reason).ifPresent(reason -> fields.put("reason", reason));
        if (job.isOpen()) {
            fields.put("open", true);
        }
        if (job.spec().discardsValues()) {
            fields.put("discard", true);
        }
        fields.put("total", job.spec().total());
        fields.put("succeeded", job.succeeded());
        fields.put("failed", job.failed());
        fields.put("progress", job.progress());
        fields.put("createdAt", job.spec().createdAt().toString());
        fields.put("startedAt", text(job.startedAt()));
        fields.put("finishedAt", text(job.ending().map(Ending::at)));
        fields.put("expiresAt", job.spec().expiresAt().toString());
        reduce.ifPresent(asked -> addReduced(fields, job, asked));
        job.ending().ifPresent(ending -> fields.put("stats", stats.of(job, ending)));
        fields.put("links", links(self(job, request)));
        return fields;
    }

    /**
     * The same for who has changed something of the job, which an error would deny: what it is reduced to is left out
     * where it can't be read now.
     */
    public Map<String, @Nullable Object> asFarAsRead(Job job, Request request) {
        try {
            return of(job, request);
        } catch (StoreUnavailableException | ReducerUnavailableException e) {
            return listed(job, request);
        }
    }

    /** The fields of one job among many, or of one whose values can't be read now: without what it is reduced to. */
    public Map<String, @Nullable Object> listed(Job job, Request request) {
        return of(job, request, Optional.empty());
    }

    /** Only of a completed job: of any other, some values would be in it and others not, as it happened. */
    private void addReduced(Map<String, @Nullable Object> fields, Job job, String reduce) {
        fields.put("reduce", Json.read(reduce));
        if (job.hasEnded()) {
            Reduction.Result result =
                job.status() == Status.COMPLETED ? reduced.apply(job) : Reduction.Result.NONE;
            fields.put("reduced", result.value());
            result.error().ifPresent(error -> fields.put("reduceError", error));
        }
    }

    private static @Nullable String text(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }

    private static Map<String, String> links(String self) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("results", self + "/results");
        return links;
    }
}
