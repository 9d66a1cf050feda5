package dev.elementwise.store;

import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Tally;
import dev.elementwise.store.Table.Condition;
import dev.elementwise.store.Table.Update;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps jobs in DynamoDB: an item each, listed by an index that has only published ones. */
public final class DynamoDbJobStore implements JobStore {

    /** Longer params stand in an item of their own: every write to the job's item costs by the item's size. */
    private static final int LONGEST_INLINE_PARAMS = 1024;
    private static final String INDEX = "byCaller";
    private static final String PARAMS = "params";

    private final Table table;
    private final Clock clock;

    public DynamoDbJobStore(Table table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public boolean create(JobSpec spec, String params) {
        Item item = JobItem.write(spec);
        if (params.length() <= LONGEST_INLINE_PARAMS) {
            item.with(PARAMS, params);
        } else {
            table.put(Item.of(Keys.params(spec.id()), spec.expiresAt()).with(PARAMS, params), null);
        }
        return table.put(item, Condition.ABSENT);
    }

    @Override
    public Optional<Job> publish(JobId id) {
        Map<String, String> names = Map.of("#job", JobItem.JOB, "#caller", JobItem.CALLER, "#owner", "owner");
        return table.update(Keys.job(id),
            new Update("SET #caller = #owner", Optional.of("attribute_exists(#job)"), names, Map.of()))
            .map(JobItem::read);
    }

    @Override
    public Optional<Job> find(JobId id) {
        Instant now = clock.instant();
        return table.find(Keys.job(id)).filter(item -> !item.isExpired(now)).map(JobItem::read);
    }

    @Override
    public String params(JobId id) {
        Map<String, Item> items = table.find(List.of(Keys.job(id), Keys.params(id)));
        return items.values().stream().flatMap(item -> item.find(PARAMS).stream()).findFirst()
            .orElseThrow(() -> new IllegalStateException("Job " + id + " has no params"));
    }

    @Override
    public List<Job> list(String caller, Optional<JobId> before, int limit) {
        List<Job> page = new ArrayList<>();
        Optional<String> last = before.map(JobId::value);
        boolean more = true;
        while (more && page.size() < limit) {
            List<String> ids = table.newest(INDEX, new Table.Attribute(JobItem.CALLER, caller), JobItem.JOB, last,
                limit - page.size());
            more = !ids.isEmpty();
            if (more) {
                last = Optional.of(ids.get(ids.size() - 1));
                page.addAll(read(ids));
            }
        }
        return page;
    }

    private List<Job> read(List<String> ids) {
        Instant now = clock.instant();
        Map<String, Item> items = table.find(ids.stream().map(id -> Keys.job(new JobId(id))).toList());
        return ids.stream().map(id -> items.get(Keys.job(new JobId(id))))
            .filter(item -> item != null && !item.isExpired(now)).map(JobItem::read).toList();
    }

    @Override
    public void start(JobId id, Instant at) {
        table.update(Keys.job(id), new Update("SET #started = if_not_exists(#started, :at)",
            Optional.of("attribute_exists(#job)"), Map.of("#job", JobItem.JOB, "#started", JobItem.STARTED),
            Map.of(":at", JobItem.millis(at))));
    }

    @Override
    public boolean commit(JobSpec job, Block block, Instant startedAt, Optional<Ending> ending) {
        Map<String, String> names = new HashMap<>(Map.of("#job", JobItem.JOB, "#started", JobItem.STARTED,
            "#status", JobItem.STATUS, "#version", BlockAttributes.VERSION, "#parts", BlockAttributes.PARTS,
            "#effort", BlockAttributes.EFFORT, "#counts", NodeEntries.name(0)));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":started", JobItem.millis(startedAt),
            ":version", Item.number(block.version()), ":parts", BlockAttributes.parts(block),
            ":effort", BlockAttributes.effort(block),
            ":counts", NodeEntries.write(Tally.of(block).with(List.of()))));
        String change = "SET #started = if_not_exists(#started, :started), #version = :version, #parts = :parts, "
            + "#effort = :effort, #counts = :counts";
        if (block.partial().isPresent()) {
            names.put("#partial", BlockAttributes.PARTIAL);
            values.put(":partial", AttributeValue.fromS(block.partial().get()));
            change += ", #partial = :partial";
        }
        change += ending.map(end -> ", " + Endings.assign(end, names, values)).orElse("");
        String condition = "attribute_exists(#job) AND attribute_not_exists(#status) AND ";
        if (block.version() == 1) {
            condition += "attribute_not_exists(#version)";
        } else {
            condition += "#version = :before";
            values.put(":before", Item.number(block.version() - 1));
        }
        return table.update(Keys.job(job.id()), new Update(change, Optional.of(condition), names, values)).isPresent();
    }

    @Override
    public Optional<Job> end(JobId id, Ending ending) {
        Map<String, AttributeValue> values = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        names.put("#job", JobItem.JOB);
        String change = "SET " + Endings.assign(ending, names, values);
        Optional<Item> ended = table.update(Keys.job(id), new Update(change,
            Optional.of("attribute_exists(#job) AND attribute_not_exists(#status)"), names, values));
        return ended.isPresent() ? ended.map(JobItem::read) : find(id);
    }

    @Override
    public void check() {
        table.find("health");
    }
}
