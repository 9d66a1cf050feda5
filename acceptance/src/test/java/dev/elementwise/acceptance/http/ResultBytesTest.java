package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.parts.LocalEmulator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What of a job's results is kept: {@code discard}, and the deployment parameter {@code MaxResultBytes}. */
@ExtendWith(SystemUnderTest.class)
final class ResultBytesTest {

    private static final String LARGE_TEXT = "x".repeat(100_000);

    private final Api api;

    ResultBytesTest(Api api) {
        this.api = api;
    }

    @Test
    void discardedValuesAreReducedAndCannotBeRead() {
        Tree job = api.ended(api.submit("{\"task\":\"count-primes\",\"elements\":[10,100,1000],"
            + "\"reduce\":\"sum\",\"discard\":true}"));

        assertThat(job.get("status").text()).isEqualTo("completed");
        assertThat(job.get("discard").value()).isEqualTo(true);
        assertThat(job.get("succeeded").number()).isEqualTo(3);
        assertThat(job.get("reduced").number()).isEqualTo(4 + 25 + 168);
        assertThat(job.get("stats").get("resultBytes").number()).isZero();
        assertThat(api.outcomes(job)).isEmpty();
    }

    @Test
    void errorsAreKeptAndRetriedWhereValuesAreDiscarded() {
        Tree job = api.ended(api.submit("{\"task\":\"mandelbrot-row\",\"range\":{\"stop\":100},\"chunkSize\":7,"
            + "\"params\":{\"width\":4,\"height\":98},\"discard\":true}"));

        List<Tree> outcomes = api.outcomes(job);
        Tree retry = api.ended(api.postTo(Api.path(job) + "/retry", "{}").expect(202).json());

        assertThat(outcomes).extracting(outcome -> outcome.get("index").number()).containsExactly(98L, 99L);
        assertThat(job.get("succeeded").number()).isEqualTo(98);
        assertThat(retry.get("discard").value()).isEqualTo(true);
        assertThat(api.outcomes(retry)).extracting(outcome -> outcome.get("index").number()).containsExactly(98L, 99L);
    }

    @Test
    void keptBytesAreTold() {
        Tree job = api.ended(api.submit("{\"task\":\"identity\",\"elements\":[1,\"ä\"]}"));

        assertThat(job.has("discard")).isFalse();
        assertThat(job.get("stats").get("resultBytes").number())
            .isEqualTo("{\"index\":0,\"value\":1}".length() + "{\"index\":1,\"value\":\"..\"}".length());
    }

    @Test
    void jobWithMoreResultsThanTheDeploymentKeepsIsGivenUp() throws Exception {
        try (LocalEmulator emulator =
                 LocalEmulator.start(Map.of("ApiKeyRequired", "false", "MaxResultBytes", "1048576"))) {
            Api bounded = new Api(emulator.api(), Optional.empty());
            String elements = ("\"" + LARGE_TEXT + "\",").repeat(11) + "1";

            Tree job = bounded.ended(bounded.submit("{\"task\":\"identity\",\"elements\":[" + elements + "]}"));
            Tree discarding = bounded.ended(
                bounded.submit("{\"task\":\"identity\",\"discard\":true,\"elements\":[" + elements + "]}"));

            assertThat(job.get("status").text()).isEqualTo("failed");
            assertThat(job.get("reason").text()).contains("1048576 bytes");
            assertThat(discarding.get("status").text()).isEqualTo("completed");
        }
    }
}
