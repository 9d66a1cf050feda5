package dev.elementwise.submit;

import dev.elementwise.job.Job;

/** What became of a request to take a job in. */
public sealed interface Submission {

    /** The job was taken in now, or finished from a submit that died. */
    record Taken(Job job) implements Submission {
    }

    /** The key has been used for the same body before: its job as it is now. */
    record Repeated(Job job) implements Submission {
    }

    /** The key has been used for another request. */
    record KeyReused() implements Submission {
    }

    /** Another submit with the same key and body is still at it after the time there was to wait. */
    record StillTakingIn() implements Submission {
    }
}
