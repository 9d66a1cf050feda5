package dev.elementwise.job;

import java.time.Instant;

/**
 * When a job begins and when it is over.
 *
 * @param createdAt in full milliseconds
 * @param giveUpAt when a job that has not ended is given up, in full milliseconds
 * @param expiresAt when everything of the job is gone, in full seconds
 */
public record Lifetime(Instant createdAt, Instant giveUpAt, Instant expiresAt) {
}
