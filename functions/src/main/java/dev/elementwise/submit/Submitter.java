package dev.elementwise.submit;

import dev.elementwise.http.Preferences;
import dev.elementwise.http.Problem;
import dev.elementwise.http.Request;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Lifetime;
import dev.elementwise.json.Json;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.ClaimStore;
import dev.elementwise.store.ClaimStore.Claim;
import dev.elementwise.store.CostStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.time.GrowingPause;
import dev.elementwise.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Takes jobs in. Safe for use by several threads.
 *
 * <p>The order is what makes a submit that dies harmless: first the claim on the idempotency key, then the job, which
 * nobody sees, then its spans, then the job is published. Whoever repeats the key goes through the same steps again with
 * the same job, and every step may be taken twice. For a caller who waits for the end of a job that is expected soon,
 * publishing it is the first look at it.
 */
public final class Submitter {

    /** Longer than any submit takes: the gateway gives up after 29 s. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final ClaimStore claims;
    private final JobStore jobs;
    private final BlockStore blocks;
    private final SpanQueue queue;
    private final Grants grants;
    private final Clock clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final Function<JobSpec, Duration> untilFirstLook;
    private final Planner planner = new Planner();
    private final RememberedCosts costs;

    /**
     * What a deployment grants its jobs.
     *
     * @param maxRun after which a job that has not ended is given up; never later than it goes
     * @param retention how long a job and its results stay, from its submission
     * @param maxResultBytes the most bytes that a job's results may have
     */
    public record Grants(Duration maxRun, Duration retention, long maxResultBytes) {

        public Grants {
            maxRun = maxRun.compareTo(retention) < 0 ? maxRun : retention;
        }
    }

    /** Where claims, jobs, origins and spans go, and what is known of their costs comes from. */
    public record Destinations(ClaimStore claims, JobStore jobs, BlockStore blocks, SpanQueue queue,
                               CostStore costs) {
    }

    /**
     * Who asks, and under which key.
     *
     * @param caller the API key's id, or the one caller where there are no keys
     * @param idempotencyKey the header, if sent
     * @param bodyHash equal for equal bodies
     * @param waitUntil how long another submit with the same key may be waited for
     * @param patience how long the caller waits for the job's end
     */
    public record Submit(String caller, Optional<String> idempotencyKey, String bodyHash, Instant waitUntil,
                         Duration patience) {

        static Submit of(Request request, String bodyHash) {
            return new Submit(request.caller(), IdempotencyKey.find(request.headers()), bodyHash, request.answerBy(),
                Preferences.of(request.headers()).patience().orElse(Duration.ZERO));
        }
    }

    /**
     * What a submitter needs besides its stores.
     *
     * @param random what ids are drawn from
     * @param untilFirstLook how long from now a look at a job that has been sent may find its end; zero if that is too
     *     long to stay unpublished, or not known
     */
    public record Surroundings(Clock clock, Sleeper sleeper, RandomGenerator random,
                               Function<JobSpec, Duration> untilFirstLook) {
    }

    public Submitter(Destinations destinations, Grants grants, Surroundings surroundings) {
        this.claims = destinations.claims();
        this.jobs = destinations.jobs();
        this.blocks = destinations.blocks();
        this.queue = destinations.queue();
        this.costs = new RememberedCosts(destinations.costs(), surroundings.clock());
        this.grants = grants;
        this.clock = surroundings.clock();
        this.sleeper = surroundings.sleeper();
        this.random = surroundings.random();
        this.untilFirstLook = surroundings.untilFirstLook();
    }

    /**
     * Takes a job in, or finds the one that the key stands for.
     *
     * @param request is asked for the job only where it has to be taken in
     * @throws dev.elementwise.store.StoreUnavailableException if the store is down; nothing is half-taken-in
     * @throws dev.elementwise.queue.QueueUnavailableException if the queue is down; nothing is half-taken-in
     */
    public Submission submit(Supplier<JobRequest> request, Submit by) {
        Instant now = clock.instant();
        JobId id = JobId.create(now, random);
        if (by.idempotencyKey().isEmpty()) {
            return new Submission.Taken(takeIn(request.get(), by, id, now));
        }
        Claim claim = new Claim(by.caller(), by.idempotencyKey().get(), id, by.bodyHash(), now.plus(LEASE),
            expiry(now));
        GrowingPause pause = new GrowingPause(sleeper);
        while (true) {
            // a put whose answer was lost is sent again by the SDK, and then meets itself
            Optional<Claim> rival = claims.take(claim).filter(held -> !held.job().equals(id));
            Optional<Submission> answer = rival.isEmpty()
                ? Optional.of(takeIn(request, by, claim)) : repeat(request, by, rival.get());
            if (answer.isPresent()) {
                return answer.get();
            }
            pause.sleep(Duration.between(clock.instant(), by.waitUntil()));
        }
    }

    /** What becomes of a repeat; empty as long as the first submit may still be at it. */
    private Optional<Submission> repeat(Supplier<JobRequest> request, Submit by, Claim held) {
        if (!held.bodyHash().equals(by.bodyHash())) {
            return Optional.of(new Submission.KeyReused());
        }
        Optional<Job> job = jobs.find(held.job()).filter(Job::published);
        if (job.isPresent()) {
            return Optional.of(new Submission.Repeated(job.get()));
        }
        Instant now = clock.instant();
        if (!now.isBefore(held.leaseUntil()) && claims.renew(held, now.plus(LEASE))) {
            return Optional.of(takeIn(request, by, held.withLease(now.plus(LEASE))));
        }
        return now.isBefore(by.waitUntil()) ? Optional.empty() : Optional.of(new Submission.StillTakingIn());
    }

    /** Takes in under a claim; one that fails gives up its lease, so that a repeat need not wait for its end. */
    private Submission takeIn(Supplier<JobRequest> request, Submit by, Claim claim) {
        try {
            return new Submission.Taken(takeIn(request.get(), by, claim.job(), clock.instant()));
        } catch (RuntimeException e) {
            try {
                claims.renew(claim, clock.instant());
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private Job takeIn(JobRequest request, Submit by, JobId id, Instant now) {
        String params = Json.write(request.params().values());
        JobSpec planned = plan(request, by.caller(), id, now);
        JobSpec spec = jobs.create(planned, params) ? planned : jobs.find(id).map(Job::spec).orElse(planned);
        request.retry().ifPresent(retry -> keepOrigins(spec, retry.origins()));
        if (request.total() > 0) {
            Span span = new Span(spec, params, IndexRuns.of(0, request.total()), request.elements(), Span.Origin.SUBMIT);
            queue.send(List.of(span.withCost(costs.find(spec.task()))));
        }
        rest(spec, by);
        return publish(id, by.waitUntil())
            .orElseThrow(() -> new IllegalStateException("Job " + id + " went while it was taken in"));
    }

    /** Publishes until it is known to be done: an error would deny a job that is under way. */
    private Optional<Job> publish(JobId id, Instant until) {
        GrowingPause pause = new GrowingPause(sleeper);
        while (true) {
            try {
                return jobs.publish(id);
            } catch (StoreUnavailableException e) {
                if (!clock.instant().isBefore(until)) {
                    throw e;
                }
                pause.sleep(Duration.between(clock.instant(), until));
            }
        }
    }

    /** Whoever waits for the end hears nothing before it: publishing then finds the job as it has ended. */
    private void rest(JobSpec job, Submit by) {
        Duration rest = List.of(untilFirstLook.apply(job), by.patience(), Duration.between(clock.instant(), by.waitUntil()))
            .stream().min(Duration::compareTo).orElseThrow();
        if (!rest.isNegative() && !rest.isZero()) {
            sleeper.sleep(rest);
        }
    }

    private void keepOrigins(JobSpec retry, long[] origins) {
        if (retry.total() != origins.length) {
            throw Problem.of(409, "What this Idempotency-Key stands for has changed since it was first sent: take a "
                + "new key.").asException();
        }
        for (int number = 0; number < retry.blocks(); number++) {
            IndexRun block = retry.block(number);
            blocks.putOrigins(retry, number, Arrays.copyOfRange(origins, (int) block.from(), (int) block.to()));
        }
    }

    private JobSpec plan(JobRequest request, String caller, JobId id, Instant now) {
        Lifetime lifetime = new Lifetime(now.truncatedTo(ChronoUnit.MILLIS),
            now.plus(grants.maxRun()).truncatedTo(ChronoUnit.MILLIS), expiry(now));
        return new JobSpec(id, caller, request.task(), request.options(), request.total(), request.range(),
            request.open() ? Input.OPEN : Input.WHOLE, planner.blockSize(request, () -> costs.find(request.task())),
            OptionalLong.of(grants.maxResultBytes()), lifetime, request.retry().map(JobRequest.Retry::of));
    }

    /** On the full second, for that is what the table's time to live knows. */
    private Instant expiry(Instant now) {
        return now.plus(grants.retention()).truncatedTo(ChronoUnit.SECONDS);
    }
}
