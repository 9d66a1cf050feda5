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
import java.util.Map;
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
        Map<String, String> names = Map.of("#opened", JobItem.OPENED, "#closed", JobItem.CLOSED, "#status",
            JobItem.STATUS, "#total", JobItem.TOTAL, "#unfinished", JobItem.UNFINISHED, "#key", instalment.key());
        Map<String, AttributeValue> values = Map.of(":before", Item.number(read.job().spec().total()),
            ":total", Item.number(instalment.indices().to()), ":most", Item.number(MOST_UNFINISHED),
            ":instalment", AttributeValue.fromM(write(new Item(new HashMap<>()), instalment).attributes()));
        // The total grows with every reservation: as long as it stands as it was read, nobody else has made one.
        String condition = "attribute_exists(#opened) AND attribute_not_exists(#closed) "
            + "AND attribute_not_exists(#status) AND #total = :before AND size(#unfinished) < :most";
        return table.update(Keys.job(read.job().id()), new Update(
            "SET #total = :total, #unfinished.#key = :instalment", Optional.of(condition), names, values)).isPresent();
    }

    @Override
    public Optional<Job> finish(JobSpec job, Instalment instalment) {
        table.put(write(Item.of(Keys.instalment(job, instalment.key()), job.expiresAt()), instalment), null);
        return table.update(Keys.job(job.id()), new Update("REMOVE #unfinished.#key",
            Optional.of("attribute_exists(#unfinished)"),
            Map.of("#unfinished", JobItem.UNFINISHED, "#key", instalment.key()), Map.of())).map(JobItem::read);
    }

    @Override
    public Optional<OpenJob> close(JobId id, Instant at) {
        while (true) {
            Optional<Item> item = findItem(id);
            Optional<OpenJob> open = item.map(DynamoDbInstalmentStore::read);
            if (open.isEmpty() || !open.get().job().isOpen() || !open.get().unfinished().isEmpty()) {
                return open;
            }
            Optional<Item> closed = table.update(Keys.job(id), closing(open.get().job(), item.get(), at));
            if (closed.isPresent()) {
                return closed.map(DynamoDbInstalmentStore::read);
            }
        }
    }

    /** Closes the input of a job whose total, ending and counts are as they were read. */
    private static Update closing(Job job, Item read, Instant at) {
        Map<String, String> names = new HashMap<>(Map.of("#total", JobItem.TOTAL, "#closed", JobItem.CLOSED,
            "#status", JobItem.STATUS));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":total", Item.number(job.spec().total()),
            ":at", JobItem.millis(at)));
        List<String> conditions = new ArrayList<>(List.of("#total = :total", "attribute_not_exists(#closed)",
            "attribute_not_exists(#status)"));
        for (int child = 0; child < ProgressTree.FANOUT; child++) {
            String name = NodeEntries.name(child);
            names.put("#" + name, name);
            if (read.has(name)) {
                values.put(":" + name, read.attributes().get(name));
                conditions.add("#" + name + " = :" + name);
            } else {
                conditions.add("attribute_not_exists(#" + name + ")");
            }
        }
        JobSpec closed = job.spec().with(Input.CLOSED, job.spec().total());
        String change = "SET #closed = :at" + Ending.decidedBy(closed, NodeEntries.sum(read), at)
            .map(ending -> ", " + Endings.assign(ending, names, values)).orElse("");
        return new Update(change, Optional.of(String.join(" AND ", conditions)), names, values);
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
