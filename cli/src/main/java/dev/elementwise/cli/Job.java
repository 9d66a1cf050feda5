package dev.elementwise.cli;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A job as the server shows it.
 *
 * @param reason why it was given up, where it was
 * @param self where it is read and cancelled
 * @param results where its outcomes are
 * @param reduced the result of {@code --reduce} as JSON, once it has ended; null where there is none to give
 * @param reduceError why there is none, as JSON
 * @param stats what it took, once it has ended
 */
record Job(String id, String status, long total, long succeeded, long failed, Optional<String> reason, URI self,
           URI results, Optional<String> reduced, Optional<String> reduceError,
           Optional<Stats> stats) {

    /**
     * @param base what its links are relative to: the address of the request that it answers
     * @throws IOException where it is no job
     */
    static Job read(byte[] json, URI base) throws IOException {
        if (!(Json.read(json) instanceof Map<?, ?> job) || !(job.get("links") instanceof Map<?, ?> links)
                || !(job.get("id") instanceof String id) || !(job.get("status") instanceof String status)
                || !(links.get("self") instanceof String self) || !(links.get("results") instanceof String results)) {
            throw new IOException("the answer is not a job");
        }
        Optional<String> reason = job.get("reason") instanceof String text ? Optional.of(text) : Optional.empty();
        return new Job(id, status, count(job, "total"), count(job, "succeeded"), count(job, "failed"), reason,
                base.resolve(self), base.resolve(results),
                Json.field(json, "reduced"), Json.field(json, "reduceError"), Stats.find(job));
    }

    private static long count(Map<?, ?> job, String field) throws IOException {
        if (job.get(field) instanceof Number number) {
            return number.longValue();
        }
        throw new IOException("the job has no " + field);
    }

    boolean completed() {
        return status.equals("completed");
    }

    boolean cancelled() {
        return status.equals("cancelled");
    }

    boolean ended() {
        return !status.equals("queued") && !status.equals("running");
    }
}
