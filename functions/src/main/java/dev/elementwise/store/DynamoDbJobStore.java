package dev.elementwise.store;

import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Tally;
import dev.elementwise.store.Table.Condition;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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
        return table.updateAndGet(Keys.job(id), new UpdateBuilder().setAs(JobItem.CALLER, JobItem.OWNER)
            .ifThere(JobItem.JOB).build()).map(JobItem::read);
    }

    @Override
    public Optional<Job> find(JobId id) {
        return read(table.find(Keys.job(id)));
    }

    @Override
    public Optional<Job> glance(JobId id) {
        return read(table.glance(Keys.job(id)));
    }

    private Optional<Job> read(Optional<Item> found) {
        Instant now = clock.instant();
        return found.filter(item -> !item.isExpired(now)).map(JobItem::read);
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
        table.update(Keys.job(id), new UpdateBuilder().setIfAbsent(JobItem.STARTED, JobItem.millis(at))
            .ifThere(JobItem.JOB).ifAbsent(JobItem.STATUS).build());
    }

    @Override
    public boolean commit(JobSpec job, Block block, Instant startedAt, Optional<Ending> ending) {
        UpdateBuilder update = new UpdateBuilder().setIfAbsent(JobItem.STARTED, JobItem.millis(startedAt))
            .set(BlockAttributes.VERSION, Item.number(block.version()))
            .set(BlockAttributes.PARTS, BlockAttributes.parts(block))
            .set(BlockAttributes.EFFORT, BlockAttributes.effort(block))
            .set(NodeEntries.name(0), NodeEntries.write(Tally.of(block).with(List.of())))
            .ifThere(JobItem.JOB).ifAbsent(JobItem.STATUS);
        block.partial().ifPresent(partial -> update.set(BlockAttributes.PARTIAL, AttributeValue.fromS(partial)));
        ending.ifPresent(end -> Endings.end(end, update));
        if (block.version() == 1) {
            update.ifAbsent(BlockAttributes.VERSION);
        } else {
            update.ifEqual(BlockAttributes.VERSION, Item.number(block.version() - 1));
        }
        return table.update(Keys.job(job.id()), update.build());
    }

    @Override
    public Optional<Job> end(JobId id, Ending ending) {
        Optional<Item> ended = table.updateAndGet(Keys.job(id),
            Endings.end(ending, new UpdateBuilder().ifThere(JobItem.JOB).ifAbsent(JobItem.STATUS)).build());
        return ended.isPresent() ? ended.map(JobItem::read) : find(id);
    }

    @Override
    public void check() {
        table.find("health");
    }
}
