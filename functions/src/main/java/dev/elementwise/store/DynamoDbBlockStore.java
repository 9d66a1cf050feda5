package dev.elementwise.store;

import dev.elementwise.job.Block;
import dev.elementwise.job.JobSpec;
import dev.elementwise.store.Table.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Keeps blocks in DynamoDB: an item each, with small parts inside, and an item for every large part. */
public final class DynamoDbBlockStore implements BlockStore {

    private final Table table;

    public DynamoDbBlockStore(Table table) {
        this.table = table;
    }

    @Override
    public Block find(JobSpec job, int number) {
        return find(job, number, 1).get(0);
    }

    @Override
    public List<Block> find(JobSpec job, int first, int count) {
        return read(keys(job, first, count), table::find);
    }

    @Override
    public List<Block> glance(JobSpec job, int first, int count) {
        return read(keys(job, first, count), table::glance);
    }

    private static List<String> keys(JobSpec job, int first, int count) {
        return IntStream.range(first, first + count).mapToObj(number -> Keys.block(job, number)).toList();
    }

    private static List<Block> read(List<String> keys, Function<List<String>, Map<String, Item>> reads) {
        Map<String, Item> items = reads.apply(keys);
        return keys.stream()
            .map(key -> Optional.ofNullable(items.get(key)).map(BlockAttributes::read).orElse(Block.EMPTY)).toList();
    }

    @Override
    public boolean put(JobSpec job, int number, Block block) {
        Item item = Item.of(Keys.block(job, number), job.expiresAt())
            .with(BlockAttributes.VERSION, block.version()).with(BlockAttributes.PARTS, BlockAttributes.parts(block))
            .with(BlockAttributes.EFFORT, BlockAttributes.effort(block));
        block.partial().ifPresent(partial -> item.with(BlockAttributes.PARTIAL, partial));
        return table.put(item, block.version() == 1 ? Condition.ABSENT : new Condition("#version = :before",
            Map.of("#version", BlockAttributes.VERSION), Map.of(":before", Item.number(block.version() - 1))));
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

    @Override
    public void putOrigins(JobSpec retry, int number, long[] origins) {
        table.put(Item.of(Keys.origins(retry, number), retry.expiresAt())
            .with("origins", Item.bytes(Ascending.pack(origins))), null);
    }

    @Override
    public long[] getOrigins(JobSpec retry, int number) {
        return Ascending.unpack(table.find(Keys.origins(retry, number))
            .orElseThrow(() -> new IllegalStateException("Job " + retry.id() + " has no origins of block " + number))
            .attributes().get("origins").b().asByteArrayUnsafe());
    }
}
