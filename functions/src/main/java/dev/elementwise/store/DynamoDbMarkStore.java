package dev.elementwise.store;

import dev.elementwise.job.JobSpec;
import java.util.List;
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
        Item noted = table.updateAndGet(Keys.mark(job, "start#" + index), new UpdateBuilder()
            .set(Item.EXPIRES, Item.number(job.expiresAt().getEpochSecond()))
            .add(STARTS, AttributeValue.fromSs(List.of(start))).build()).orElseThrow();
        return Set.copyOf(noted.attributes().get(STARTS).ss());
    }

    @Override
    public void forgetStarts(JobSpec job, long index) {
        table.put(Item.of(Keys.mark(job, "start#" + index), job.expiresAt()), null);
    }
}
