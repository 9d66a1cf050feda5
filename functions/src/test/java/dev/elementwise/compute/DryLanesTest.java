package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Status;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One function's lanes from batch to batch. */
final class DryLanesTest {

    /** A lane gets free every 75 ms, and has the next element at once: without more in hand none would be idle. */
    @Test
    void batchIsThereBeforeALaneIsFree() {
        try (Site site = new Site(Site.Terms.of(1).shared())) {
            site.elements.cost(element -> Duration.ofMillis(150));
            JobSpec job = Jobs.of("test", Jobs.list(600, 20, site.engine.clock));
            site.engine.submit(job, LongStream.range(0, job.total()).boxed().toArray());

            site.run();

            assertThat(site.engine.job(job).status()).isEqualTo(Status.COMPLETED);
            assertThat(site.engine.furtherBatches.get()).isGreaterThan(5);
        }
    }
}
