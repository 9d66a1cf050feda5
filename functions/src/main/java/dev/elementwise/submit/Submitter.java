package dev.elementwise.submit;

import java.time.Instant;
import java.util.Optional;

/** Takes jobs in. Safe for use by several threads. */
public interface Submitter {

    /**
     * Who asks, and under which key.
     *
     * @param caller the API key's id, or the one caller where there are no keys
     * @param idempotencyKey the header, if sent
     * @param bodyHash equal for equal bodies
     * @param waitUntil how long another submit with the same key may be waited for
     */
    record Submit(String caller, Optional<String> idempotencyKey, String bodyHash, Instant waitUntil) {
    }

    /**
     * Takes a job in, or finds the one that the key stands for.
     *
     * @throws dev.elementwise.store.StoreUnavailableException if the store is down; nothing is half-taken-in
     * @throws dev.elementwise.queue.QueueUnavailableException if the queue is down; nothing is half-taken-in
     */
    Submission submit(JobRequest request, Submit by);
}
