package dev.elementwise.submit;

import dev.elementwise.http.Problem;
import dev.elementwise.http.ProblemException;
import dev.elementwise.job.Block;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.job.Part;
import dev.elementwise.json.Json;
import dev.elementwise.store.Origins;
import dev.elementwise.store.BlockStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Collects the elements of a job that failed, block by block, as many as one request can take in. For one job and one
 * thread.
 */
final class FailedElements {

    private static final int MOST_ELEMENTS = 100_000;
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int BLOCKS_AT_ONCE = 16;

    private final Job job;
    private final RetryWish wish;
    private final BlockStore blocks;
    private final List<@Nullable Object> elements = new ArrayList<>();
    private final List<Long> origins = new ArrayList<>();
    private int bytes;

    FailedElements(Job job, RetryWish wish, BlockStore blocks) {
        this.job = job;
        this.wish = wish;
        this.blocks = blocks;
    }

    /**
     * Collects all that are wished for.
     *
     * @param until when it has to be done
     * @throws ProblemException 422, if they are too many for one request; says how to go on
     */
    FailedElements collect(Clock clock, Instant until) {
        int end = blocksBefore(wish.to());
        for (int number = Math.max(0, blocksBefore(wish.from() + 1) - 1); number < end; number += BLOCKS_AT_ONCE) {
            List<Block> found = find(number, Math.min(BLOCKS_AT_ONCE, end - number));
            for (int i = 0; i < found.size(); i++) {
                collect(number + i, found.get(i));
            }
            if (!clock.instant().isBefore(until) && number + BLOCKS_AT_ONCE < end) {
                throw tooMany(firstShown(number + BLOCKS_AT_ONCE));
            }
        }
        return this;
    }

    /** How many blocks begin before an index that is shown; a retry's are not at the place of the indices they show. */
    private int blocksBefore(long index) {
        JobSpec spec = job.spec();
        if (spec.retryOf().isEmpty()) {
            return index <= 0 ? 0 : index > spec.total() ? spec.blocks() : spec.blockOf(index - 1) + 1;
        }
        int before = 0;
        for (int after = spec.blocks(); before < after;) {
            int middle = (before + after) >>> 1;
            if (firstShown(middle) < index) {
                before = middle + 1;
            } else {
                after = middle;
            }
        }
        return before;
    }

    /** The elements, in the order of their indices. */
    List<@Nullable Object> elements() {
        return elements;
    }

    /** The indices under which they are shown. */
    long[] origins() {
        return origins.stream().mapToLong(Long::longValue).toArray();
    }

    private List<Block> find(int first, int count) {
        return job.spec().hasSoleBlock() ? List.of(job.soleBlock()) : blocks.find(job.spec(), first, count);
    }

    private long firstShown(int block) {
        return shown(block).applyAsLong(job.spec().block(block).from());
    }

    private LongUnaryOperator shown(int block) {
        return new Origins(blocks, job.spec(), block);
    }

    private void collect(int number, Block block) {
        List<Outcome> failed = new ArrayList<>();
        for (Part part : block.parts()) {
            if (part.failed() > 0) {
                byte[] lines = part.lines().orElseGet(() -> blocks.getLines(job.spec(), part.key().orElseThrow()));
                OutcomeLines.unpack(lines).stream()
                    .filter(outcome -> !outcome.succeeded() && part.credited().contains(outcome.index()))
                    .forEach(failed::add);
            }
        }
        failed.sort(Comparator.comparingLong(Outcome::index));
        LongUnaryOperator shown = shown(number);
        failed.forEach(outcome -> collect(outcome, shown.applyAsLong(outcome.index())));
    }

    private void collect(Outcome outcome, long shown) {
        if (!wish.includes(shown) || wish.type().isPresent() && !wish.type().get().equals(type(outcome))) {
            return;
        }
        bytes += outcome.element().map(element -> element.length).orElse(Long.BYTES);
        if (elements.size() == MOST_ELEMENTS || bytes > MOST_BYTES) {
            throw tooMany(shown);
        }
        elements.add(element(outcome));
        origins.add(shown);
    }

    private @Nullable Object element(Outcome outcome) {
        if (job.spec().range().isPresent()) {
            return job.spec().range().get().element(outcome.index());
        }
        return Json.read(outcome.element().orElseThrow(() -> new IllegalStateException(
            "Job " + job.id() + " has not kept element " + outcome.index())));
    }

    private static @Nullable Object type(Outcome outcome) {
        Object line = Json.read(new String(outcome.line(), StandardCharsets.UTF_8));
        return line instanceof Map<?, ?> fields && fields.get("error") instanceof Map<?, ?> error
            ? error.get("type") : null;
    }

    private ProblemException tooMany(long next) {
        return Problem.of(422, "More elements of job " + job.id() + " have failed than one request can take in. Retry "
            + "them in parts: \"from\": " + wish.from() + " with \"to\": " + next + " first, then go on \"from\": "
            + next + ".").asException();
    }
}
