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
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.Origins;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
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
    private final Clock clock;
    private final Instant until;
    private final List<@Nullable Object> elements = new ArrayList<>();
    private final List<Long> origins = new ArrayList<>();
    private int bytes;
    private boolean read;

    /**
     * Of a job that has ended.
     *
     * @param until when all has to be collected
     */
    FailedElements(Job job, RetryWish wish, BlockStore blocks, Clock clock, Instant until) {
        this.job = job;
        this.wish = wish;
        this.blocks = blocks;
        this.clock = clock;
        this.until = until;
    }

    /**
     * Collects all that are wished for.
     *
     * @throws ProblemException 422, if they are too many for one request; says how to go on
     */
    FailedElements collect() {
        int end = blocksBefore(wish.to());
        for (int number = Math.max(0, blocksBefore(wish.from() + 1) - 1); number < end; number += BLOCKS_AT_ONCE) {
            List<Block> found = find(number, Math.min(BLOCKS_AT_ONCE, end - number));
            for (int i = 0; i < found.size(); i++) {
                collectFrom(found.get(i), shown(number + i));
            }
            if (isLate() && number + BLOCKS_AT_ONCE < end) {
                throw tooMany(firstShown(number + BLOCKS_AT_ONCE));
            }
        }
        return this;
    }

    private boolean isLate() {
        return !clock.instant().isBefore(until);
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

    /** A part with failures that are wished for. */
    private record Wanted(Part part, long firstShown) {
    }

    /** Each part whose lines stand elsewhere is a read of its own, and a block may have thousands. */
    private void collectFrom(Block block, LongUnaryOperator shown) {
        List<Wanted> parts = block.parts().stream().filter(part -> part.failed() > 0)
            .flatMap(part -> firstWished(part, shown).stream().mapToObj(first -> new Wanted(part, first)))
            .sorted(Comparator.comparingLong(Wanted::firstShown)).toList();
        List<Outcome> failed = new ArrayList<>();
        for (Wanted wanted : parts) {
            if (wanted.part().key().isPresent() && isLate() && read) {
                throw tooMany(wanted.firstShown());
            }
            failed.addAll(failures(wanted.part()));
            read = true;
        }
        failed.sort(Comparator.comparingLong(Outcome::index));
        failed.forEach(outcome -> collect(outcome, shown.applyAsLong(outcome.index())));
    }

    /** The index under which the first of a part's elements is shown that may be wished for. */
    private OptionalLong firstWished(Part part, LongUnaryOperator shown) {
        return part.credited().runs().stream().flatMapToLong(run -> LongStream.range(run.from(), run.to()))
            .map(shown).dropWhile(index -> index < wish.from()).limit(1).filter(wish::includes).findFirst();
    }

    private List<Outcome> failures(Part part) {
        byte[] lines = part.lines().orElseGet(() -> blocks.getLines(job.spec(), part.key().orElseThrow()));
        return OutcomeLines.unpack(lines).stream()
            .filter(outcome -> !outcome.succeeded() && part.credited().contains(outcome.index())).toList();
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
