package dev.elementwise.submit;

import dev.elementwise.job.Job;
import dev.elementwise.model.Ports;
import dev.elementwise.submit.RetryReader.Retry;
import dev.elementwise.task.Catalogue;
import java.time.Clock;
import java.time.Duration;

/** What the model's client asks for when it wants the failed elements of a job tried again. */
public final class ModelledRetry {

    private static final Duration TIME = Duration.ofSeconds(15);

    private ModelledRetry() {
    }

    /** The job of all elements of an ended one that have failed. */
    public static JobRequest of(Job ended, Ports ports, Catalogue catalogue, Clock clock) {
        return new RetryReader(catalogue, ports.jobs(), ports.blocks(), clock)
            .job(new Retry(ended, RetryWish.ALL), clock.instant().plus(TIME));
    }
}
