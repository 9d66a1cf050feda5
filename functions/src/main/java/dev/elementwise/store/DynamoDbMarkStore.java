package dev.elementwise.store;

import dev.elementwise.job.JobSpec;
import dev.elementwise.store.Table.Update;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps marks in DynamoDB, an item each. */
public final class DynamoDbMarkStore implements MarkStore {

    private static final String STARTS = "starts";

    private final Table table;

    public DynamoDbMarkStore(Table table) {
        this.table = table;
    }

    @Override
    public boolean isMarked(JobSpec job, String mark) {
        return table.find(Keys.mark(job, mark)).isPresent();
    }

    @Override
    public void mark(JobSpec job, String mark) {
        table.put(Item.of(Keys.mark(job, mark), job.expiresAt()), null);
    }

    @Override
    public Set<String> noteStart(JobSpec job, long index, String start) {
        Item noted = table.update(Keys.mark(job, "start#" + index), new Update(
            "SET #expires = :expires ADD #starts :start", Optional.empty(),
            Map.of("#expires", Item.EXPIRES, "#starts", STARTS),
            Map.of(":expires", Item.number(job.expiresAt().getEpochSecond()),
                ":start", AttributeValue.fromSs(List.of(start))))).orElseThrow();
        return Set.copyOf(noted.attributes().get(STARTS).ss());
    }

    @Override
    public void forgetStarts(JobSpec job, long index) {
        table.put(Item.of(Keys.mark(job, "start#" + index), job.expiresAt()), null);
    }
}
