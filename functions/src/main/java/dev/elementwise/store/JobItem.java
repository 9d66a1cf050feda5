package dev.elementwise.store;

import dev.elementwise.job.Block;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobOptions;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Lifetime;
import dev.elementwise.job.Range;
import dev.elementwise.job.Status;
import dev.elementwise.job.Tally;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How a job stands in its item, which is the root of its progress tree too, and has the sole block of a job. */
final class JobItem {

    static final String JOB = "job";
    /** The index's hash key: only there once the job is published. */
    static final String CALLER = "caller";
    static final String STARTED = "startedAt";
    static final String STATUS = "endedAs";
    static final String ENDED = "endedAt";
    static final String REASON = "reason";
    /** Grows while the input is open. */
    static final String TOTAL = "total";
    /** Only there if the input was open once. */
    static final String OPENED = "opened";
    /** When the input was closed. */
    static final String CLOSED = "closedAt";
    /** The instalments whose elements are not all sent, by their keys. */
    static final String UNFINISHED = "unfinished";
    static final String OWNER = "owner";

    private JobItem() {
    }

    static Item write(JobSpec spec) {
        Item item = Item.of(Keys.job(spec.id()), spec.expiresAt())
            .with(JOB, spec.id().value()).with(OWNER, spec.caller()).with("task", spec.task())
            .with(TOTAL, spec.total()).with("blockSize", spec.blockSize())
            .with("createdAt", spec.createdAt().toEpochMilli()).with("giveUpAt", spec.giveUpAt().toEpochMilli());
        spec.label().ifPresent(label -> item.with("label", label));
        spec.toleratedFailures().ifPresent(tolerated -> item.with("toleratedFailures", tolerated));
        spec.maxConcurrency().ifPresent(most -> item.with("maxConcurrency", most));
        spec.reduce().ifPresent(reduce -> item.with("reduce", reduce));
        spec.maxResultBytes().ifPresent(most -> item.with("maxResultBytes", most));
        if (spec.discardsValues()) {
            item.with("discard", 1);
        }
        spec.retryOf().ifPresent(retried -> item.with("retryOf", retried.value()));
        spec.range().ifPresent(range -> item.with("start", range.start()).with("stop", range.stop())
            .with("step", range.step()));
        if (spec.input() == Input.OPEN) {
            item.with(OPENED, 1).with(UNFINISHED, AttributeValue.fromM(Map.of()));
        }
        if (spec.input() == Input.WHOLE && spec.total() == 0) {
            item.with(STATUS, Status.COMPLETED.name()).with(ENDED, spec.createdAt().toEpochMilli());
        } else {
            WatchAttributes.writeFirst(item, spec);
        }
        return item;
    }

    static Job read(Item item) {
        Optional<Ending> ending = item.find(STATUS).map(status -> new Ending(Status.valueOf(status),
            item.findInstant(ENDED).orElseThrow(), item.find(REASON)));
        Block sole = item.has(BlockAttributes.PARTS) ? BlockAttributes.read(item) : Block.EMPTY;
        Tally sum = sole.version() > 0 ? Tally.of(sole) : NodeEntries.sum(item);
        return new Job(spec(item), item.has(CALLER), item.findInstant(STARTED), sum, ending, sole);
    }

    private static JobSpec spec(Item item) {
        Optional<Range> range = item.has("step")
            ? Optional.of(new Range(item.number("start"), item.number("stop"), item.number("step")))
            : Optional.empty();
        Lifetime lifetime = new Lifetime(item.findInstant("createdAt").orElseThrow(),
            item.findInstant("giveUpAt").orElseThrow(), Instant.ofEpochSecond(item.number(Item.EXPIRES)));
        return new JobSpec(new JobId(item.string(JOB)), item.string(OWNER), item.string("task"), options(item),
            item.number(TOTAL), range, input(item), Math.toIntExact(item.number("blockSize")),
            item.findNumber("maxResultBytes"), lifetime,
            item.find("retryOf").map(JobId::new));
    }

    private static JobOptions options(Item item) {
        OptionalLong concurrency = item.findNumber("maxConcurrency");
        return new JobOptions(item.find("label"), item.findNumber("toleratedFailures"),
            concurrency.isPresent() ? OptionalInt.of((int) concurrency.getAsLong()) : OptionalInt.empty(),
            item.find("reduce"), item.has("discard"));
    }

    private static Input input(Item item) {
        return !item.has(OPENED) ? Input.WHOLE : item.has(CLOSED) ? Input.CLOSED : Input.OPEN;
    }

    static AttributeValue millis(Instant at) {
        return Item.number(at.toEpochMilli());
    }
}
