package dev.elementwise.store;

import dev.elementwise.job.Block;
import dev.elementwise.job.Effort;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How a block stands in an item, be it one of its own or its job's. */
final class BlockAttributes {

    static final String VERSION = "version";
    static final String PARTS = "parts";
    static final String EFFORT = "effort";
    static final String PARTIAL = "partial";

    private BlockAttributes() {
    }

    static AttributeValue parts(Block block) {
        return AttributeValue.fromL(block.parts().stream().map(BlockAttributes::write).toList());
    }

    static AttributeValue effort(Block block) {
        return Item.numbers(EffortNumbers.of(block.effort()));
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

    /** The block in an item, which has one. */
    static Block read(Item item) {
        List<Part> parts = item.attributes().get(PARTS).l().stream()
            .map(part -> readPart(new Item(part.m()))).toList();
        Effort effort = Optional.ofNullable(item.attributes().get(EFFORT)).map(AttributeValue::l)
            .map(EffortNumbers::read).orElse(Effort.NONE);
        return new Block(Math.toIntExact(item.number(VERSION)), parts, effort, item.find(PARTIAL));
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
