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
        JobSpec spec = job.spec();
        // A retry's blocks are not at the place of the indices that it shows.
        int first = spec.retryOf().isPresent() ? 0 : spec.blockOf(Math.min(wish.from(), spec.total()));
        for (int number = first; number < spec.blocks(); number += BLOCKS_AT_ONCE) {
            List<Block> found = find(number);
            for (int i = 0; i < found.size(); i++) {
                collect(number + i, found.get(i));
            }
            if (!clock.instant().isBefore(until) && number + BLOCKS_AT_ONCE < spec.blocks()) {
                throw tooMany(shown(number + BLOCKS_AT_ONCE).applyAsLong(spec.block(number + BLOCKS_AT_ONCE).from()));
            }
        }
        return this;
    }

    /** The elements, in the order of their indices. */
    List<@Nullable Object> elements() {
        return elements;
    }

    /** The indices under which they are shown. */
    long[] origins() {
        return origins.stream().mapToLong(Long::longValue).toArray();
    }

    private List<Block> find(int first) {
        JobSpec spec = job.spec();
        return spec.hasSoleBlock() ? List.of(job.soleBlock())
            : blocks.find(spec, first, Math.min(BLOCKS_AT_ONCE, spec.blocks() - first));
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
