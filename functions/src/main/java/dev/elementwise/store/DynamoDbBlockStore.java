package dev.elementwise.store;

import dev.elementwise.job.Block;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Part;
import dev.elementwise.store.Table.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps blocks in DynamoDB: an item each, with small parts inside, and an item for every large part. */
public final class DynamoDbBlockStore implements BlockStore {

    private static final String VERSION = "version";

    private final Table table;

    public DynamoDbBlockStore(Table table) {
        this.table = table;
    }

    @Override
    public Block find(JobSpec job, int number) {
        return table.find(Keys.block(job, number)).map(DynamoDbBlockStore::read).orElse(Block.EMPTY);
    }

    @Override
    public List<Block> find(JobSpec job, int first, int count) {
        if (count == 1) {
            return List.of(find(job, first));
        }
        List<String> keys = IntStream.range(first, first + count).mapToObj(number -> Keys.block(job, number)).toList();
        Map<String, Item> items = table.find(keys);
        return keys.stream()
            .map(key -> Optional.ofNullable(items.get(key)).map(DynamoDbBlockStore::read).orElse(Block.EMPTY))
            .toList();
    }

    @Override
    public boolean put(JobSpec job, int number, Block block) {
        Item item = Item.of(Keys.block(job, number), job.expiresAt()).with(VERSION, block.version())
            .with("parts", AttributeValue.fromL(block.parts().stream().map(DynamoDbBlockStore::write).toList()));
        return table.put(item, block.version() == 1 ? Condition.ABSENT : new Condition("#version = :before",
            Map.of("#version", VERSION), Map.of(":before", Item.number(block.version() - 1))));
    }

    @Override
    public void putLines(JobSpec job, String key, byte[] lines) {
        table.put(Item.of(Keys.lines(job, key), job.expiresAt()).with("lines", Item.bytes(lines)), null);
    }

    @Override
    public byte[] getLines(JobSpec job, String key) {
        return table.find(Keys.lines(job, key))
            .orElseThrow(() -> new IllegalStateException("Job " + job.id() + " has no lines under " + key))
            .attributes().get("lines").b().asByteArrayUnsafe();
    }

    private static AttributeValue write(Part part) {
        Map<String, AttributeValue> fields = new HashMap<>();
        List<Long> runs = new ArrayList<>();
        for (IndexRun run : part.credited().runs()) {
            runs.add(run.from());
            runs.add(run.to());
        }
        fields.put("runs", Item.numbers(runs));
        fields.put("succeeded", Item.number(part.succeeded()));
        fields.put("failed", Item.number(part.failed()));
        part.lines().ifPresent(lines -> fields.put("lines", Item.bytes(lines)));
        part.key().ifPresent(key -> fields.put("key", AttributeValue.fromS(key)));
        return AttributeValue.fromM(fields);
    }

    private static Block read(Item item) {
        List<Part> parts = item.attributes().get("parts").l().stream()
            .map(part -> readPart(new Item(part.m()))).toList();
        return new Block(Math.toIntExact(item.number(VERSION)), parts);
    }

    private static Part readPart(Item part) {
        List<AttributeValue> bounds = part.attributes().get("runs").l();
        List<IndexRun> runs = new ArrayList<>();
        for (int i = 0; i < bounds.size(); i += 2) {
            runs.add(new IndexRun(Long.parseLong(bounds.get(i).n()), Long.parseLong(bounds.get(i + 1).n())));
        }
        Optional<byte[]> lines = Optional.ofNullable(part.attributes().get("lines")).map(AttributeValue::b)
            .map(SdkBytes::asByteArrayUnsafe);
        return new Part(new IndexRuns(runs), part.number("succeeded"), part.number("failed"), lines, part.find("key"));
    }
}
