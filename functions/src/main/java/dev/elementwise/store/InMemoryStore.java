package dev.elementwise.store;

import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps everything in the memory of one process, for tests and simulations. One lock makes every call atomic, unless
 * what is between two writes of one throws.
 */
public final class InMemoryStore implements JobStore, BlockStore, ClaimStore, ProgressStore, MarkStore,
    CostStore, WatchStore {

    private final Clock clock;
    private final Runnable betweenWrites;
    private final TreeMap<JobId, Job> jobs = new TreeMap<>();
    private final Map<JobId, String> params = new HashMap<>();
    private final Map<JobId, Watch> watches = new HashMap<>();
    private final Map<String, Block> blocks = new HashMap<>();
    private final Map<String, byte[]> lines = new HashMap<>();
    private final Map<String, long[]> origins = new HashMap<>();
    private final Map<String, Claim> claims = new HashMap<>();
    private final Map<String, Map<Integer, Tally>> nodes = new HashMap<>();
    private final Map<String, Instant> turns = new HashMap<>();
    private final Map<String, String> reduced = new HashMap<>();
    private final Set<String> marks = new HashSet<>();
    private final Map<String, Set<String>> starts = new HashMap<>();
    private final Map<String, Cost> costs = new HashMap<>();

    private record Cost(Duration cost, Instant expiresAt) {
    }

    public InMemoryStore(Clock clock) {
        this(clock, () -> { });
    }

    /**
     * As it is, but for calls that end halfway.
     *
     * @param betweenWrites called after the first of the two writes that a table may need to create a job, or to finish
     *     an instalment; may throw
     */
    public InMemoryStore(Clock clock, Runnable betweenWrites) {
        this.clock = clock;
        this.betweenWrites = betweenWrites;
    }

    void betweenWrites() {
        betweenWrites.run();
    }

    @Override
    public synchronized boolean create(JobSpec spec, String paramsJson) {
        Optional<Ending> ending =
            spec.total() == 0 && spec.input() == Input.WHOLE
                ? Optional.of(Ending.completed(spec.createdAt())) : Optional.empty();
        params.putIfAbsent(spec.id(), paramsJson);
        betweenWrites();
        watches.putIfAbsent(spec.id(), Watch.first(spec));
        return jobs.putIfAbsent(spec.id(), new Job(spec, false, Optional.empty(), Tally.NONE, ending,
            Block.EMPTY)) == null;
    }

    @Override
    public synchronized Optional<Job> publish(JobId id) {
        jobs.computeIfPresent(id, (key, job) -> new Job(job.spec(), true, job.startedAt(), job.tally(),
            job.ending(), job.soleBlock()));
        return find(id);
    }

    @Override
    public synchronized Optional<Job> find(JobId id) {
        return Optional.ofNullable(jobs.get(id)).filter(job -> clock.instant().isBefore(job.spec().expiresAt()));
    }

    @Override
    public synchronized String params(JobId id) {
        return find(id).map(job -> params.get(id))
            .orElseThrow(() -> new IllegalStateException("Job " + id + " has no params"));
    }

    /** Puts a job in place of the one that has its id. */
    synchronized void replace(Job job) {
        jobs.put(job.id(), job);
    }

    @Override
    public synchronized List<Job> list(String caller, Optional<JobId> before, int limit) {
        List<Job> page = new ArrayList<>();
        var older = before.map(id -> jobs.headMap(id, false)).orElse(jobs);
        for (JobId id : older.descendingKeySet()) {
            find(id).filter(job -> job.published() && job.spec().caller().equals(caller)).ifPresent(page::add);
            if (page.size() == limit) {
                break;
            }
        }
        return page;
    }

    @Override
    public synchronized void start(JobId id, Instant at) {
        jobs.computeIfPresent(id, (key, job) -> job.hasEnded() ? job : new Job(job.spec(), job.published(),
            Optional.of(job.startedAt().orElse(at)), job.tally(), job.ending(), job.soleBlock()));
    }

    @Override
    public synchronized boolean commit(JobSpec spec, Block block, Instant startedAt, Optional<Ending> ending) {
        Job job = jobs.get(spec.id());
        if (job == null || job.hasEnded() || job.soleBlock().version() != block.version() - 1) {
            return false;
        }
        jobs.put(spec.id(), new Job(job.spec(), job.published(), Optional.of(job.startedAt().orElse(startedAt)),
            Tally.of(block), ending, block));
        return true;
    }

    @Override
    public synchronized Optional<Job> end(JobId id, Ending ending) {
        jobs.computeIfPresent(id, (key, job) -> new Job(job.spec(), job.published(), job.startedAt(),
            job.tally(), Optional.of(job.ending().orElse(ending)), job.soleBlock()));
        return find(id);
    }

    @Override
    public void check() {
        // memory is always there
    }

    @Override
    public synchronized Block find(JobSpec job, int number) {
        return blocks.getOrDefault(job.id() + "/" + number, Block.EMPTY);
    }

    @Override
    public synchronized List<Block> find(JobSpec job, int first, int count) {
        List<Block> found = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            found.add(find(job, number));
        }
        return found;
    }

    @Override
    public synchronized boolean put(JobSpec job, int number, Block block) {
        if (find(job, number).version() != block.version() - 1) {
            return false;
        }
        blocks.put(job.id() + "/" + number, block);
        return true;
    }

    @Override
    public synchronized void putLines(JobSpec job, String key, byte[] packed) {
        lines.put(job.id() + "/" + key, packed);
    }

    @Override
    public synchronized byte[] getLines(JobSpec job, String key) {
        byte[] packed = lines.get(job.id() + "/" + key);
        if (packed == null) {
            throw new IllegalStateException("Job " + job.id() + " has no lines under " + key);
        }
        return packed;
    }

    @Override
    public synchronized void putOrigins(JobSpec retry, int number, long[] indices) {
        origins.put(retry.id() + "/" + number, indices.clone());
    }

    @Override
    public synchronized long[] getOrigins(JobSpec retry, int number) {
        return Objects.requireNonNull(origins.get(retry.id() + "/" + number)).clone();
    }

    @Override
    public synchronized Optional<Claim> take(Claim claim) {
        String key = claim.caller() + "#" + claim.key();
        Claim held = claims.get(key);
        if (held != null && clock.instant().isBefore(held.expiresAt())) {
            return Optional.of(held);
        }
        claims.put(key, claim);
        return Optional.empty();
    }

    @Override
    public synchronized boolean renew(Claim held, Instant leaseUntil) {
        return claims.replace(held.caller() + "#" + held.key(), held, held.withLease(leaseUntil));
    }

    @Override
    public synchronized Standing enter(JobSpec spec, Node node, Map<Integer, Tally> children, Instant startedAt) {
        Map<Integer, Tally> entries = nodes.computeIfAbsent(spec.id() + "/" + node, key -> new HashMap<>());
        children.forEach((child, tally) ->
            entries.merge(child, tally, (old, later) -> later.isLaterThan(old) ? later : old));
        Tally sum = entries.values().stream().reduce(Tally.NONE, Tally::plus).with(List.of());
        if (node.equals(new ProgressTree(spec).root())) {
            jobs.computeIfPresent(spec.id(), (key, job) -> job.hasEnded() ? job : new Job(job.spec(), job.published(),
                Optional.of(job.startedAt().orElse(startedAt)), sum, job.ending(),
                job.soleBlock()));
        } else {
            turns.putIfAbsent(spec.id() + "/" + node, clock.instant());
        }
        return new Standing(sum, Optional.ofNullable(turns.get(spec.id() + "/" + node)));
    }

    @Override
    public synchronized boolean takeTurn(JobSpec job, Node node, Optional<Instant> turnFrom, Instant now) {
        String key = job.id() + "/" + node;
        boolean ours = Optional.ofNullable(turns.get(key)).equals(turnFrom);
        if (ours) {
            turns.put(key, now);
        }
        return ours;
    }

    @Override
    public synchronized Map<Integer, Tally> children(JobSpec job, Node node) {
        Map<Integer, Tally> children = new HashMap<>(nodes.getOrDefault(job.id() + "/" + node, Map.of()));
        children.replaceAll((child, tally) -> tally.with(List.of()));
        return children;
    }

    @Override
    public synchronized List<String> partials(JobSpec job, Node node) {
        return new TreeMap<>(nodes.getOrDefault(job.id() + "/" + node, Map.of())).values().stream()
            .flatMap(tally -> tally.partials().stream()).toList();
    }

    @Override
    public synchronized void keepReduced(JobSpec job, List<String> partials, String text) {
        reduced.putIfAbsent(Keys.reduced(job, partials), text);
    }

    @Override
    public synchronized Optional<String> findReduced(JobSpec job, List<String> partials) {
        return Optional.ofNullable(reduced.get(Keys.reduced(job, partials)));
    }

    @Override
    public synchronized boolean finish(JobSpec spec, Map<Integer, Tally> children, Instant startedAt, Ending ending) {
        Node root = new ProgressTree(spec).root();
        Job job = jobs.get(spec.id());
        Map<Integer, Tally> entries = nodes.getOrDefault(spec.id() + "/" + root, Map.of());
        boolean late = children.entrySet().stream()
            .anyMatch(child -> !child.getValue().isLaterThan(entries.getOrDefault(child.getKey(), Tally.NONE)));
        if (job == null || job.hasEnded() || late) {
            return false;
        }
        enter(spec, root, children, startedAt);
        end(spec.id(), ending);
        return true;
    }

    @Override
    public synchronized Optional<Duration> findCost(String task) {
        return Optional.ofNullable(costs.get(task)).filter(known -> clock.instant().isBefore(known.expiresAt()))
            .map(Cost::cost);
    }

    @Override
    public synchronized void putCost(String task, Duration cost) {
        costs.put(task, new Cost(cost, clock.instant().plus(REMEMBERED)));
    }

    @Override
    public synchronized boolean isMarked(JobSpec job, String mark) {
        return marks.contains(job.id() + "/" + mark);
    }

    @Override
    public synchronized void mark(JobSpec job, String mark) {
        marks.add(job.id() + "/" + mark);
    }

    @Override
    public synchronized Set<String> noteStart(JobSpec job, long index, String start) {
        Set<String> noted = starts.computeIfAbsent(job.id() + "/" + index, key -> new HashSet<>());
        noted.add(start);
        return Set.copyOf(noted);
    }

    @Override
    public synchronized void forgetStarts(JobSpec job, long index) {
        starts.remove(job.id() + "/" + index);
    }

    @Override
    public synchronized List<Watched> due(int shard, Instant now, int limit) {
        return jobs.values().stream().filter(job -> !job.hasEnded() && WatchStore.shard(job.id()) == shard)
            .map(job -> new Watched(job, watches.getOrDefault(job.id(), Watch.first(job.spec()))))
            .filter(watched -> !watched.watch().lookAt().isAfter(now))
            .sorted(Comparator.comparing(watched -> watched.watch().lookAt())).limit(limit).toList();
    }

    @Override
    public synchronized void watch(Watched seen, Watch next) {
        watches.replace(seen.job().id(), seen.watch(), next);
    }
}
