package dev.elementwise.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.elementwise.http.Cors;
import dev.elementwise.http.Events;
import dev.elementwise.http.Exchange;
import dev.elementwise.compute.ChildReducers;
import dev.elementwise.job.Block;
import dev.elementwise.job.ElementError;
import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.Tally;
import dev.elementwise.json.Json;
import dev.elementwise.queue.InMemorySpanQueue;
import dev.elementwise.reduce.Reduction;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.settings.Machine;
import dev.elementwise.store.InMemoryInstalmentStore;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.submit.InputEndpoints;
import dev.elementwise.submit.Instalments;
import dev.elementwise.submit.RequestReader;
import dev.elementwise.submit.RetryEndpoint;
import dev.elementwise.submit.RetryReader;
import dev.elementwise.submit.SubmitAnswer;
import dev.elementwise.submit.SubmitEndpoint;
import dev.elementwise.submit.SubmitHandler;
import dev.elementwise.submit.Submitter;
import dev.elementwise.task.Catalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongFunction;

/** The two functions behind the API over stores in memory, in a time that only passes when somebody sleeps. */
public final class ContractFixture {

    public static final long MAX_ELEMENTS = 1_000_000;

    private Instant now = Instant.parse("2026-01-05T09:30:00Z");
    private Runnable whileAsleep = () -> { };
    private Runnable beforeReduced = () -> { };
    public final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    public final InMemoryStore store = new InMemoryStore(clock);
    public final InMemoryInstalmentStore instalments = new InMemoryInstalmentStore(store);
    public final InMemorySpanQueue queue = new InMemorySpanQueue("jobs", clock, Duration.ofMinutes(2));
    private final Catalogue catalogue = Catalogue.load(false);
    private final JobView view = new JobView(Prices.of(new Machine(10_240, "arm64")), this::reduced);
    private final JobWatch watch = new JobWatch(store, clock, this::sleep);
    public final StatusHandler statusHandler =
        new StatusHandler(new StatusHandler.Sources(store, store, queue, catalogue, view), watch, clock);
    private final Exchange status = new Exchange(statusHandler, clock, Cors.OFF);
    private final RequestReader reader = new RequestReader(catalogue, MAX_ELEMENTS);
    private final Submitter submitter = new Submitter(
        new Submitter.Destinations(store, store, store, queue, store),
        new Submitter.Grants(Duration.ofDays(3), Duration.ofDays(7), Long.MAX_VALUE),
        new Submitter.Surroundings(clock, this::sleep, new Random(1), watch::untilFirstLook));
    private final SubmitAnswer answer = new SubmitAnswer(watch, new ResultPages(store, clock), view, clock);
    private final InputEndpoints input = new InputEndpoints(reader, new VisibleJobs(store, clock),
        new Instalments(new Instalments.Destinations(instalments, store, queue), MAX_ELEMENTS,
            clock), view);
    private final Exchange submit = new Exchange(new SubmitHandler(new SubmitEndpoint(reader, submitter, answer),
        new RetryEndpoint(new RetryReader(catalogue, store, store, clock), submitter, answer), input), clock, Cors.OFF);

    /** What an event is answered with, by the function that the gateway would take it to. */
    public Answer send(APIGatewayProxyRequestEvent event) {
        boolean submits = event.getHttpMethod().equals("POST")
            && event.getPath().matches("/jobs(/[^/]+/(retry|elements|close))?");
        return new Answer((submits ? submit : status).handle(event, Events.context()));
    }

    public Answer post(String body, String... headers) {
        return send(Events.post(body, headers));
    }

    /** Adds elements to a job under a key. */
    public Answer add(String id, String key, String body, String... headers) {
        APIGatewayProxyRequestEvent event = Events.post(body, headers);
        event.getMultiValueHeaders().put("Idempotency-Key", List.of(key));
        return send(Events.at("/jobs/" + id + "/elements", event));
    }

    public Answer close(String id) {
        return send(Events.of("POST", "/jobs/" + id + "/close"));
    }

    public Answer get(String target, String... headers) {
        return send(Events.of("GET", target, headers));
    }

    /** A submitted job of so many elements, in blocks of ten. */
    public Job submitted(long total) {
        Answer answer = post("{\"task\":\"identity\",\"chunkSize\":10,\"range\":{\"stop\":" + total + "}}");
        return job(answer.text("id"));
    }

    public Job job(String id) {
        return store.find(new JobId(id)).orElseThrow();
    }

    /** Commits the outcomes of some indices of a job: their own doubles, or an error for every tenth. */
    public void commit(Job job, IndexRuns indices) {
        commit(job, indices, index -> index % 10 == 9
            ? Outcome.failure(index, new ElementError("ArithmeticException", "/ by zero", 1))
            : Outcome.value(index, Long.toString(index * 2)));
    }

    public void commit(Job job, IndexRuns indices, LongFunction<Outcome> outcome) {
        JobSpec spec = job.spec();
        for (int number = 0; number < spec.blocks(); number++) {
            IndexRuns credited = indices.within(spec.block(number));
            if (!credited.isEmpty()) {
                Block before = spec.hasSoleBlock() ? job(job.id().value()).soleBlock() : store.find(spec, number);
                List<Part> parts = new ArrayList<>(before.parts());
                parts.add(part(credited, outcome));
                put(spec, number, new Block(before.version() + 1, parts));
            }
        }
    }

    private void put(JobSpec spec, int number, Block block) {
        if (spec.hasSoleBlock()) {
            store.commit(spec, block, now, Optional.empty());
        } else {
            store.put(spec, number, block);
        }
    }

    public void end(Job job, Ending ending) {
        store.end(job.id(), ending);
    }

    /** Commits all and completes. */
    public void complete(Job job) {
        commit(job, IndexRuns.of(0, job.spec().total()));
        long failed = job.spec().total() / 10;
        store.enter(job.spec(), new ProgressTree(job.spec()).root(),
            Map.of(0, new Tally(job.spec().total() - failed, failed)), now);
        end(job, Ending.completed(now));
    }

    public void whileAsleep(Runnable happens) {
        whileAsleep = happens;
    }

    /** What happens before what a job is reduced to is read. */
    public void beforeReduced(Runnable happens) {
        beforeReduced = happens;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    private void sleep(Duration pause) {
        pass(pause);
        whileAsleep.run();
    }

    private Reduction.Result reduced(Job job) {
        beforeReduced.run();
        return new ReducedValues(store, () -> ChildReducers.ofThisFunction(false, Reductions.LIMIT)).of(job);
    }

    private static Part part(IndexRuns credited, LongFunction<Outcome> outcome) {
        List<Outcome> outcomes = new ArrayList<>();
        credited.runs().forEach(run -> {
            for (long index = run.from(); index < run.to(); index++) {
                outcomes.add(outcome.apply(index));
            }
        });
        long succeeded = outcomes.stream().filter(Outcome::succeeded).count();
        return new Part(credited, succeeded, outcomes.size() - succeeded, Optional.of(OutcomeLines.pack(outcomes)),
            Optional.empty());
    }

    /** An answer, read. */
    public record Answer(APIGatewayProxyResponseEvent event) {

        public int status() {
            return event.getStatusCode();
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(event.getHeaders().get(name));
        }

        public Map<?, ?> json() {
            return (Map<?, ?>) Objects.requireNonNull(Json.read(event.getBody()));
        }

        public Object field(String name) {
            return Objects.requireNonNull(json().get(name), name);
        }

        public String text(String name) {
            return (String) field(name);
        }

        public List<?> list(String name) {
            return (List<?>) field(name);
        }

        /** The pointers of a problem's errors. */
        public List<String> pointers() {
            return list("errors").stream().map(error -> (String) Objects.requireNonNull(((Map<?, ?>) error).get("pointer")))
                .toList();
        }
    }
}
