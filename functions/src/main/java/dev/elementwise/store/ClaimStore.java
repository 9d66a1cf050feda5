package dev.elementwise.store;

import dev.elementwise.job.JobId;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps which submit has taken an idempotency key. Thread-safety, visibility and errors as for {@link JobStore}.
 */
public interface ClaimStore {

    /**
     * A submit's hold on a key.
     *
     * @param caller whose key it is
     * @param key the header's value
     * @param job the job that the submit makes
     * @param bodyHash tells whether a repeat asks for the same
     * @param leaseUntil when another submit may take over what this one has not finished
     * @param expiresAt when the key is free again
     */
    record Claim(String caller, String key, JobId job, String bodyHash, Instant leaseUntil, Instant expiresAt) {

        /** The same claim with another lease. */
        public Claim withLease(Instant until) {
            return new Claim(caller, key, job, bodyHash, until, expiresAt);
        }
    }

    /**
     * Takes a key that is free or has expired.
     *
     * @return the claim that stands there already; empty if this one has won
     */
    Optional<Claim> take(Claim claim);

    /**
     * Gives a claim another lease: a longer one to take over from a submit whose lease has run out, an ended one to
     * let others take over at once.
     *
     * @param held the claim as it was read
     * @return false, and nothing has changed, if it is not as it was read any more
     */
    boolean renew(Claim held, Instant leaseUntil);
}
