package dev.elementwise.store;

import dev.elementwise.job.Ending;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.Tally;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps progress nodes in DynamoDB, the root within the job's own item. */
public final class DynamoDbProgressStore implements ProgressStore {

    private static final String PASSED = "passed";
    private static final String REDUCED = "reduced";

    private final Table table;
    private final Clock clock;
    private final LongPartials partials;

    public DynamoDbProgressStore(Table table, Clock clock) {
        this.table = table;
        this.clock = clock;
        this.partials = new LongPartials(table);
    }

    @Override
    public Standing enter(JobSpec job, Node node, Map<Integer, Tally> children, Instant startedAt) {
        Map<Integer, Tally> later = partials.putAside(job, children);
        while (true) {
            Optional<Item> entered =
                table.updateAndGet(Keys.node(job, node), entering(job, node, later, startedAt).build());
            if (entered.isPresent()) {
                return standing(entered.get());
            }
            Item standing = table.find(Keys.node(job, node)).orElse(null);
            if (standing == null) {
                return new Standing(Tally.NONE, Optional.empty());
            }
            later = laterThan(standing, later);
            if (later.isEmpty() || standing.has(JobItem.STATUS)) {
                return standing(standing);
            }
        }
    }

    private static Standing standing(Item item) {
        return new Standing(NodeEntries.sum(item), item.findInstant(PASSED));
    }

    @Override
    public boolean takeTurn(JobSpec job, Node node, Optional<Instant> turnFrom, Instant now) {
        // With its end, for an update makes a node again that has gone.
        UpdateBuilder update = new UpdateBuilder().set(PASSED, Item.number(now.toEpochMilli()))
            .set(Item.EXPIRES, Item.number(job.expiresAt().getEpochSecond()));
        turnFrom.ifPresentOrElse(before -> update.ifEqual(PASSED, Item.number(before.toEpochMilli())),
            () -> update.ifAbsent(PASSED));
        return table.update(Keys.node(job, node), update.build());
    }

    @Override
    public Map<Integer, Tally> children(JobSpec job, Node node) {
        return table.find(Keys.node(job, node)).map(NodeEntries::all).orElse(Map.of());
    }

    @Override
    public List<String> partials(JobSpec job, Node node) {
        return table.find(Keys.node(job, node)).map(item -> partials.all(job, item)).orElse(List.of());
    }

    @Override
    public void keepReduced(JobSpec job, List<String> all, String reduced) {
        table.update(Keys.reduced(job, all), new UpdateBuilder().setIfAbsent(REDUCED, AttributeValue.fromS(reduced))
            .set(Item.EXPIRES, Item.number(job.expiresAt().getEpochSecond())).build());
    }

    @Override
    public Optional<String> findReduced(JobSpec job, List<String> all) {
        return table.find(Keys.reduced(job, all)).map(item -> item.string(REDUCED));
    }

    @Override
    public boolean finish(JobSpec job, Map<Integer, Tally> children, Instant startedAt, Ending ending) {
        Node root = new ProgressTree(job).root();
        return table.update(Keys.node(job, root),
            Endings.end(ending, entering(job, root, children, startedAt)).build());
    }

    private static Map<Integer, Tally> laterThan(Item standing, Map<Integer, Tally> children) {
        Map<Integer, Tally> later = new HashMap<>(children);
        later.entrySet().removeIf(entry ->
            !entry.getValue().isLaterThan(NodeEntries.read(standing, entry.getKey()).orElse(Tally.NONE)));
        return later;
    }

    private UpdateBuilder entering(JobSpec job, Node node, Map<Integer, Tally> children, Instant startedAt) {
        UpdateBuilder update = new UpdateBuilder();
        if (node.equals(new ProgressTree(job).root())) {
            update.setIfAbsent(JobItem.STARTED, JobItem.millis(startedAt)).ifThere(JobItem.JOB)
                .ifAbsent(JobItem.STATUS);
        } else {
            update.setIfAbsent(PASSED, Item.number(clock.millis()))
                .set(Item.EXPIRES, Item.number(job.expiresAt().getEpochSecond()));
        }
        children.forEach((child, tally) -> update.set(NodeEntries.name(child), NodeEntries.write(tally))
            .ifFirstIsLess(NodeEntries.name(child), tally.total()));
        return update;
    }
}
