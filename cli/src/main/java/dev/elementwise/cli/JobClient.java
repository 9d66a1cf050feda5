package dev.elementwise.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Calls a server's jobs. */
final class JobClient {

    /** The most outcomes that a page of lines has. */
    static final int PAGE = 10_000;

    private final URI jobs;
    private final RetryingTransport transport;

    /** @param server such as {@code http://127.0.0.1:3000}, or with a stage */
    JobClient(URI server, RetryingTransport transport) {
        this.jobs = URI.create(server.toString().replaceFirst("/+$", "") + "/jobs");
        this.transport = transport;
    }

    /** Submits under a key, so that a repeat after a broken connection finds the job it made. */
    Job submit(byte[] body, String key) throws InterruptedException {
        return job(transport.send(post(jobs, body, key)));
    }

    /** Adds elements to an open job under a key, so that a repeat after a broken connection adds nothing twice. */
    Job add(Job job, byte[] body, String key) throws InterruptedException {
        return job(transport.send(post(URI.create(job.self() + "/elements"), body, key)));
    }

    /** Says that no more elements come; saying it twice is the same. */
    Job close(Job job) throws InterruptedException {
        URI address = URI.create(job.self() + "/close");
        return job(transport.send(new Request("POST", address, Map.of(), Optional.of(new byte[0]))));
    }

    private static Request post(URI address, byte[] body, String key) {
        return new Request("POST", address, Map.of("Content-Type", "application/json", "Idempotency-Key", key),
                Optional.of(body));
    }

    /** Reads a job that runs; the server holds the answer until the job has ended or the time is over. */
    Job await(Job job, Duration wait) throws InterruptedException {
        return job(transport.send(Request.get(job.self(), Map.of("Prefer", "wait=" + wait.toSeconds()))));
    }

    Job read(Job job) throws InterruptedException {
        return job(transport.send(Request.get(job.self(), Map.of())));
    }

    Job cancel(Job job) throws InterruptedException {
        return job(transport.send(Request.delete(job.self())));
    }

    /** Where a job's first outcomes are. */
    static URI firstPage(Job job) {
        return URI.create(job.results() + "?limit=" + PAGE);
    }

    OutcomePage outcomes(URI page) throws InterruptedException {
        return OutcomePage.of(transport.send(Request.get(page, Map.of("Accept", "application/x-ndjson"))));
    }

    private static Job job(Response response) {
        try {
            return Job.read(response.body(), response.address());
        } catch (IOException notAJob) {
            throw CommandException.failure(response.address() + " answers " + response.status()
                    + ", but not as Elementwise does: " + notAJob.getMessage() + ".", notAJob);
        }
    }
}
