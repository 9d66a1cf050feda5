package dev.elementwise.submit;

import dev.elementwise.job.JobId;
import dev.elementwise.job.JobOptions;
import dev.elementwise.job.Range;
import dev.elementwise.task.Params;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A job that is asked for, by a valid body of {@code POST /jobs} or as a retry.
 *
 * @param params as parsed
 * @param elements the explicit list, or what is there of it already; empty where there is a range
 * @param range the range, if it is one
 * @param open whether more elements may come
 * @param chunkSize elements a block, for callers who want to steer; 1 to 65,536
 * @param retry where the elements come from, if they have failed in another job
 */
public record JobRequest(String task, Params params, Optional<List<@Nullable Object>> elements, Optional<Range> range,
                         boolean open, JobOptions options, OptionalInt chunkSize, Optional<Retry> retry) {

    /**
     * Which elements of another job the elements are.
     *
     * @param of the job in which they failed
     * @param origins their indices there, ascending
     */
    public record Retry(JobId of, long[] origins) {
    }

    /** How many elements. */
    public long total() {
        return range.map(Range::size).orElseGet(() -> (long) elements.orElseThrow().size());
    }
}
