package dev.elementwise.store;

import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.store.Table.Update;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps instalments in DynamoDB: a map in the job's item of the unfinished ones, an item for each finished one. */
public final class DynamoDbInstalmentStore implements InstalmentStore {

    private static final String HASH = "bodyHash";
    private static final String FROM = "from";
    private static final String TO = "to";

    private final Table table;
    private final Clock clock;

    public DynamoDbInstalmentStore(Table table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Optional<OpenJob> find(JobId id) {
        return findItem(id).map(DynamoDbInstalmentStore::read);
    }

    @Override
    public Optional<Instalment> findFinished(JobSpec job, String key) {
        return table.find(Keys.instalment(job, key)).map(item -> instalment(key, item));
    }

    @Override
    public boolean reserve(OpenJob read, Instalment instalment) {
        // The total grows with every reservation: as long as it stands as it was read, nobody else has made one.
        return table.update(Keys.job(read.job().id()), new UpdateBuilder()
            .set(JobItem.TOTAL, Item.number(instalment.indices().to()))
            .setEntry(JobItem.UNFINISHED, instalment.key(),
                AttributeValue.fromM(write(new Item(new HashMap<>()), instalment).attributes()))
            .ifThere(JobItem.OPENED).ifAbsent(JobItem.CLOSED).ifAbsent(JobItem.STATUS)
            .ifEqual(JobItem.TOTAL, Item.number(read.job().spec().total()))
            .ifSmaller(JobItem.UNFINISHED, MOST_UNFINISHED).build());
    }

    @Override
    public Optional<Job> finish(JobSpec job, Instalment instalment) {
        table.put(write(Item.of(Keys.instalment(job, instalment.key()), job.expiresAt()), instalment), null);
        return table.updateAndGet(Keys.job(job.id()), new UpdateBuilder()
            .removeEntry(JobItem.UNFINISHED, instalment.key()).ifThere(JobItem.UNFINISHED).build()).map(JobItem::read);
    }

    @Override
    public Optional<OpenJob> close(JobId id, Instant at) {
        while (true) {
            Optional<Item> item = findItem(id);
            Optional<OpenJob> open = item.map(DynamoDbInstalmentStore::read);
            if (open.isEmpty() || !open.get().job().isOpen() || !open.get().unfinished().isEmpty()) {
                return open;
            }
            Optional<Item> closed = table.updateAndGet(Keys.job(id), closing(open.get().job(), item.get(), at));
            if (closed.isPresent()) {
                return closed.map(DynamoDbInstalmentStore::read);
            }
        }
    }

    /** Closes the input of a job whose total, ending and counts are as they were read. */
    private static Update closing(Job job, Item read, Instant at) {
        UpdateBuilder update = new UpdateBuilder().set(JobItem.CLOSED, JobItem.millis(at))
            .ifEqual(JobItem.TOTAL, Item.number(job.spec().total())).ifAbsent(JobItem.CLOSED)
            .ifAbsent(JobItem.STATUS);
        for (int child = 0; child < ProgressTree.FANOUT; child++) {
            String name = NodeEntries.name(child);
            if (read.has(name)) {
                update.ifEqual(name, read.attributes().get(name));
            } else {
                update.ifAbsent(name);
            }
        }
        JobSpec closed = job.spec().with(Input.CLOSED, job.spec().total());
        Ending.decidedBy(closed, NodeEntries.sum(read), at).ifPresent(ending -> Endings.end(ending, update));
        return update.build();
    }

    private Optional<Item> findItem(JobId id) {
        Instant now = clock.instant();
        return table.find(Keys.job(id)).filter(item -> !item.isExpired(now));
    }

    private static OpenJob read(Item item) {
        List<Instalment> unfinished = new ArrayList<>();
        if (item.has(JobItem.UNFINISHED)) {
            item.attributes().get(JobItem.UNFINISHED).m()
                .forEach((key, value) -> unfinished.add(instalment(key, new Item(value.m()))));
        }
        unfinished.sort(Comparator.comparingLong(instalment -> instalment.indices().from()));
        return new OpenJob(JobItem.read(item), unfinished);
    }

    private static Item write(Item item, Instalment instalment) {
        return item.with(HASH, instalment.bodyHash()).with(FROM, instalment.indices().from())
            .with(TO, instalment.indices().to());
    }

    private static Instalment instalment(String key, Item item) {
        return new Instalment(key, item.string(HASH), new IndexRun(item.number(FROM), item.number(TO)));
    }
}
