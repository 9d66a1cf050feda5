package dev.elementwise.store;

import dev.elementwise.job.Ending;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.Tally;
import dev.elementwise.store.Table.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps progress nodes in DynamoDB, the root within the job's own item. */
public final class DynamoDbProgressStore implements ProgressStore {

    private final Table table;

    public DynamoDbProgressStore(Table table) {
        this.table = table;
    }

    @Override
    public Tally enter(JobSpec job, Node node, Map<Integer, Tally> children, Instant startedAt) {
        Map<Integer, Tally> later = children;
        while (true) {
            Optional<Item> entered = table.update(Keys.node(job, node), entering(job, node, later, startedAt));
            if (entered.isPresent()) {
                return NodeEntries.sum(entered.get());
            }
            Item standing = table.find(Keys.node(job, node)).orElse(null);
            if (standing == null) {
                return Tally.NONE;
            }
            later = laterThan(standing, later);
            if (later.isEmpty() || standing.has(JobItem.STATUS)) {
                return NodeEntries.sum(standing);
            }
        }
    }

    @Override
    public Map<Integer, Tally> children(JobSpec job, Node node) {
        return table.find(Keys.node(job, node)).map(NodeEntries::all).orElse(Map.of());
    }

    @Override
    public boolean finish(JobSpec job, Map<Integer, Tally> children, Instant startedAt, Ending ending) {
        Node root = new ProgressTree(job).root();
        Update entering = entering(job, root, children, startedAt);
        Map<String, String> names = new HashMap<>(entering.names());
        Map<String, AttributeValue> values = new HashMap<>(entering.values());
        String change = entering.expression() + ", " + Endings.assign(ending, names, values);
        return table.update(Keys.node(job, root), new Update(change, entering.condition(), names, values)).isPresent();
    }

    private static Map<Integer, Tally> laterThan(Item standing, Map<Integer, Tally> children) {
        Map<Integer, Tally> later = new HashMap<>(children);
        later.entrySet().removeIf(entry ->
            !entry.getValue().isLaterThan(NodeEntries.read(standing, entry.getKey()).orElse(Tally.NONE)));
        return later;
    }

    private static Update entering(JobSpec job, Node node, Map<Integer, Tally> children, Instant startedAt) {
        boolean root = node.equals(new ProgressTree(job).root());
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> changes = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        if (root) {
            names.put("#job", JobItem.JOB);
            names.put("#started", JobItem.STARTED);
            values.put(":started", JobItem.millis(startedAt));
            changes.add("#started = if_not_exists(#started, :started)");
            names.put("#status", JobItem.STATUS);
            conditions.add("attribute_exists(#job)");
            conditions.add("attribute_not_exists(#status)");
        } else {
            names.put("#expires", Item.EXPIRES);
            values.put(":expires", Item.number(job.expiresAt().getEpochSecond()));
            changes.add("#expires = :expires");
        }
        children.forEach((child, tally) -> {
            String name = NodeEntries.name(child);
            names.put("#" + name, name);
            values.put(":" + name, NodeEntries.write(tally));
            values.put(":n" + child, Item.number(tally.total()));
            changes.add("#" + name + " = :" + name);
            conditions.add("(attribute_not_exists(#" + name + ") OR #" + name + "[0] < :n" + child + ")");
        });
        return new Update("SET " + String.join(", ", changes), Optional.of(String.join(" AND ", conditions)), names,
            values);
    }
}
