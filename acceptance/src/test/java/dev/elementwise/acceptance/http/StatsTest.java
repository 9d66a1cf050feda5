package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an ended job tells of its cost. */
@ExtendWith(SystemUnderTest.class)
final class StatsTest {

    /** Lambda's largest function has six. */
    private static final int MOST_CORES = 6;
    /** At the most: where memory is a multiple of what one core comes with. */
    private static final double GIGABYTES_OF_A_CORE = 1_769 / 1_024.0;
    /** Of three digits. */
    private static final double ROUNDING = 0.005;
    /** Of three decimals. */
    private static final double SHARE_ROUNDING = 0.0005;
    private static final Tree PRICES = prices();

    private final Api api;

    StatsTest(Api api) {
        this.api = api;
    }

    @Test
    void endedJobTellsWhatItTook() {
        Tree job = api.ended(api.submit("""
            {"task":"monte-carlo-pi","range":{"stop":200},"params":{"samples":200000}}"""));
        Tree stats = job.get("stats");

        double cpu = stats.get("cpuSeconds").decimal();
        double wall = stats.get("wallSeconds").decimal();
        assertThat(cpu).isPositive();
        assertThat(wall).isEqualTo(Duration.between(Instant.parse(job.get("createdAt").text()),
            Instant.parse(job.get("finishedAt").text())).toMillis() / 1e3);
        assertThat(stats.get("speedUp").decimal()).isBetween(cpu / wall - 0.001, cpu / wall + 0.001);
        assertThat(stats.get("coresBusy").decimal()).isGreaterThan(0).isLessThanOrEqualTo(1);
        assertThat(stats.get("invocations").number()).isPositive()
            .isLessThanOrEqualTo(stats.get("messages").number());
        assertThat(leastLaneSeconds(stats)).as("the time of the lanes, which were there between start and end")
            .isLessThanOrEqualTo(wall * MOST_CORES * stats.get("invocations").number());
        assertThat(stats.get("storeWrites").number()).as("item, visibility, outcomes").isGreaterThanOrEqualTo(3);
        assertPriced(stats);
    }

    /** Its price is that of its calls, for it takes no time to speak of. */
    @Test
    void smallestJobIsPricedByItsCalls() {
        Tree stats = api.ended(api.submit("{\"task\":\"identity\",\"elements\":[1]}")).get("stats");

        assertThat(stats.get("invocations").number()).isEqualTo(1);
        assertThat(stats.get("messages").number()).isEqualTo(1);
        assertThat(stats.get("storeWrites").number()).isEqualTo(3);
        assertThat(stats.get("speedUp").decimal()).isLessThanOrEqualTo(MOST_CORES);
        assertPriced(stats);
    }

    /** The two of the submit, each block, and an entry into the counts for each commit, of one block or more. */
    @Test
    void blocksAreWritesOfTheirOwn() {
        Tree stats = api.ended(api.submit("""
            {"task":"identity","range":{"stop":16},"chunkSize":2}""")).get("stats");

        assertThat(stats.get("storeWrites").number()).isBetween(2L + 8 + 1, 2L + 8 + 8);
        assertPriced(stats);
    }

    @Test
    void jobThatAWaitingCallerGetsHasItsStats() {
        Tree job = api.post("{\"task\":\"count-primes\",\"elements\":[1000000]}", "Prefer", "wait=20").expect(200)
            .json();

        assertThat(job.get("stats").get("cpuSeconds").decimal()).isPositive();
        assertThat(job.get("stats").get("invocations").number()).isEqualTo(1);
        assertThat(job.get("results").list()).hasSize(1);
    }

    @Test
    void emptyJobTookNothing() {
        Tree stats = api.ended(api.submit("{\"task\":\"identity\",\"elements\":[]}")).get("stats");

        assertThat(stats.get("cpuSeconds").number()).isZero();
        assertThat(stats.get("invocations").number()).isZero();
        assertThat(stats.get("coresBusy").isNull()).isTrue();
        assertThat(stats.get("speedUp").isNull()).isTrue();
    }

    @Test
    void runningJobHasNoStats() {
        Tree job = api.submit("{\"task\":\"fault\",\"elements\":[{\"kind\":\"sleep\",\"millis\":1500}]}");

        assertThat(job.has("stats")).isFalse();
        assertThat(api.delete(Api.path(job)).expect(202).json().has("stats")).isTrue();
    }

    /** By the calls that are told and {@code prices.json}; a write is of a unit, or more with its results. */
    private static void assertPriced(Tree stats) {
        double calls = price("millionApiRequests")
            + price("millionInvocations") * (1 + stats.get("invocations").number())
            + price("millionQueueRequests") * 3 * stats.get("messages").number()
            + price("millionWriteUnits") * (1 + stats.get("storeWrites").number());
        double results = price("millionWriteUnits") * stats.get("storeWrites").number()
            * stats.get("resultBytes").number() / 1_024;
        double lanes = mostLaneSeconds(stats) * GIGABYTES_OF_A_CORE
            * PRICES.get("gigabyteSecond").get("x86_64").decimal();

        assertThat(stats.get("estimatedDollars").decimal()).isBetween(calls * (1 - ROUNDING),
            (calls + results + lanes) * (1 + ROUNDING));
    }

    private static double price(String ofAMillion) {
        return PRICES.get(ofAMillion).decimal() / 1e6;
    }

    /** What {@code coresBusy}, as it is rounded, is the share of. */
    private static double leastLaneSeconds(Tree stats) {
        return stats.get("cpuSeconds").decimal() / (stats.get("coresBusy").decimal() + SHARE_ROUNDING);
    }

    private static double mostLaneSeconds(Tree stats) {
        double least = stats.get("coresBusy").decimal() - SHARE_ROUNDING;
        return least > 0 ? stats.get("cpuSeconds").decimal() / least : Double.POSITIVE_INFINITY;
    }

    private static Tree prices() {
        try (InputStream text = StatsTest.class.getResourceAsStream("/prices.json")) {
            return Tree.of(Objects.requireNonNull(text).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
