package dev.elementwise.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.http.Headers;
import dev.elementwise.http.Request;
import dev.elementwise.job.Block;
import dev.elementwise.job.Job;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Tally;
import dev.elementwise.json.Json;
import dev.elementwise.reduce.Reduction;
import dev.elementwise.settings.Machine;
import dev.elementwise.time.SettableClock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobViewTest {

    private final SettableClock clock = new SettableClock();

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 1", "0, 0, 3, 0", "1, 0, 3, 0.333333", "1, 1, 3, 0.666666", "2, 1, 3, 1",
        "945, 0, 1000000, 0.000945", "1, 0, 1000000, 0.000001", "1, 0, 10000000, 0",
        "999999999, 0, 1000000000, 0.999999",
        "10, 0, 20, 0.5", "500, 0, 1000000000, 0"})
    void progressIsAPlainDecimal(long succeeded, long failed, long total, String progress) {
        Job job = new Job(Jobs.range(total, 4_096, clock), true, Optional.empty(),
            new Tally(succeeded, failed), Optional.empty(),
            Block.EMPTY);
        Request request = new Request("request-1", "GET", "/jobs", "", Headers.of(null, null), Map.of(), new byte[0],
            Jobs.CALLER, clock.instant());

        JobView view = new JobView(Prices.of(new Machine(10_240, "arm64")), reduced -> Reduction.Result.NONE);

        assertThat(Json.write(view.of(job, request))).contains("\"progress\":" + progress + ",");
    }
}
