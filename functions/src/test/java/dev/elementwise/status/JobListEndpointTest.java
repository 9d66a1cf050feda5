package dev.elementwise.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.http.Headers;
import dev.elementwise.http.Request;
import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.json.Json;
import dev.elementwise.reduce.Reduction;
import dev.elementwise.settings.Machine;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page of the list reads where 300 jobs are queued, and the oldest is cancelled. */
class JobListEndpointTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final SlowJobs jobs = new SlowJobs();
    private final JobListEndpoint endpoint = new JobListEndpoint(jobs, new VisibleJobs(jobs, clock),
        new JobView(Prices.of(new Machine(10_240, "arm64")), reduced -> Reduction.Result.NONE), clock);

    @BeforeEach
    void submit() {
        JobSpec oldest = Jobs.list(1, 1, clock);
        for (JobSpec job = oldest; store.list(Jobs.CALLER, Optional.empty(), 301).size() < 300;
             job = Jobs.list(1, 1, clock)) {
            store.create(job, "{}");
            store.publish(job.id());
            clock.forward(Duration.ofMillis(1));
        }
        store.end(oldest.id(), Ending.cancelled(clock.instant()));
    }

    @Test
    void aRareStatusIsLookedForInFewReads() {
        Map<?, ?> page = get("cancelled", "1", clock.instant().plusSeconds(20));

        assertThat((List<?>) page.get("jobs")).hasSize(1);
        assertThat(jobs.reads).isLessThanOrEqualTo(4);
    }

    @Test
    void aPageEndsEarlyWhenTheAnswerHasToLeave() {
        jobs.aRead = Duration.ofSeconds(2);

        Map<?, ?> page = get("cancelled", "1", clock.instant().plusSeconds(4));

        assertThat((List<?>) page.get("jobs")).isEmpty();
        String next = (String) Objects.requireNonNull(page.get("next"));
        Map<?, ?> rest = get(Map.of("status", List.of("cancelled"), "cursor", List.of(next)),
            clock.instant().plusSeconds(20));
        assertThat((List<?>) rest.get("jobs")).hasSize(1);
    }

    /** Or whoever follows the pages would stand still, or believe that there are no more jobs. */
    @Test
    void aPageWhoseFirstReadIsLateHasMadeAStep() {
        jobs.aRead = Duration.ofSeconds(5);

        Map<?, ?> first = get(Map.of(), clock.instant().plusSeconds(4));
        Map<?, ?> second = get(Map.of("cursor", List.of((String) Objects.requireNonNull(first.get("next")))),
            clock.instant().plusSeconds(4));

        assertThat((List<?>) first.get("jobs")).hasSize(1);
        assertThat((List<?>) second.get("jobs")).hasSize(1).isNotEqualTo(first.get("jobs"));
        assertThat(second.get("next")).isNotNull().isNotEqualTo(first.get("next"));
    }

    private Map<?, ?> get(String status, String limit, Instant answerBy) {
        return get(Map.of("status", List.of(status), "limit", List.of(limit)), answerBy);
    }

    private Map<?, ?> get(Map<String, List<String>> query, Instant answerBy) {
        Request request = new Request("request-1", "GET", "/jobs", "", Headers.of(null, null), query, new byte[0],
            Jobs.CALLER, answerBy);
        return (Map<?, ?>) Objects.requireNonNull(Json.read(endpoint.get(request, "").body()));
    }

    /** The store's jobs; counts the reads of the list, each of which takes its time. */
    private final class SlowJobs implements JobStore {

        private Duration aRead = Duration.ZERO;
        private int reads;

        @Override
        public List<Job> list(String caller, Optional<JobId> before, int limit) {
            reads++;
            clock.forward(aRead);
            return store.list(caller, before, limit);
        }

        @Override
        public boolean create(JobSpec spec, String params) {
            return store.create(spec, params);
        }

        @Override
        public Optional<Job> publish(JobId id) {
            return store.publish(id);
        }

        @Override
        public Optional<Job> find(JobId id) {
            return store.find(id);
        }

        @Override
        public String params(JobId id) {
            return store.params(id);
        }

        @Override
        public void start(JobId id, Instant at) {
            store.start(id, at);
        }

        @Override
        public boolean commit(JobSpec job, Block block, Instant startedAt, Optional<Ending> ending) {
            return store.commit(job, block, startedAt, ending);
        }

        @Override
        public Optional<Job> end(JobId id, Ending ending) {
            return store.end(id, ending);
        }

        @Override
        public void check() {
            store.check();
        }
    }
}
