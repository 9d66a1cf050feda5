package dev.elementwise.status;

import dev.elementwise.http.Accept;
import dev.elementwise.http.MediaType;
import dev.elementwise.http.Preferences;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.store.JobStore;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** One job: {@code GET /jobs/{id}} and {@code DELETE /jobs/{id}}. */
final class JobEndpoints {

    private final VisibleJobs visible;
    private final JobStore jobs;
    private final JobWatch watch;
    private final Clock clock;
    private final JobView view;

    JobEndpoints(VisibleJobs visible, StatusHandler.Sources sources, JobWatch watch, Clock clock) {
        this.visible = visible;
        this.jobs = sources.jobs();
        this.view = sources.view();
        this.watch = watch;
        this.clock = clock;
    }

    Response get(Request request, String id) {
        Accept.choose(request.headers(), MediaType.JSON);
        Job job = visible.get(request, id);
        Preferences.Applied applied = Preferences.of(request.headers()).apply(clock.instant(), request.answerBy());
        Job seen = applied.patience().map(atMost -> watch.await(job, atMost)).orElse(job);
        return Response.json(200, view.of(seen, request)).with(applied);
    }

    Response cancel(Request request, String id) {
        Accept.choose(request.headers(), MediaType.JSON);
        Job job = visible.get(request, id);
        if (job.hasEnded()) {
            return Response.json(200, view.of(job, request));
        }
        Ending ours = Ending.cancelled(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Job ended = jobs.end(job.id(), ours).orElse(job);
        int status = ended.ending().equals(Optional.of(ours)) ? 202 : 200;
        return Response.json(status, view.of(ended, request));
    }
}
