package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an ended job tells of its cost. */
@ExtendWith(SystemUnderTest.class)
final class StatsTest {

    private final Api api;

    StatsTest(Api api) {
        this.api = api;
    }

    @Test
    void endedJobTellsWhatItTook() {
        Tree stats = api.ended(api.submit("""
            {"task":"monte-carlo-pi","range":{"stop":200},"params":{"samples":200000}}""")).get("stats");

        double cpu = stats.get("cpuSeconds").decimal();
        double wall = stats.get("wallSeconds").decimal();
        assertThat(cpu).isPositive();
        assertThat(wall).isPositive();
        assertThat(stats.get("speedUp").decimal()).isBetween(cpu / wall - 0.01, cpu / wall + 0.01);
        assertThat(stats.get("coresBusy").decimal()).isGreaterThan(0).isLessThanOrEqualTo(1);
        assertThat(stats.get("invocations").number()).isPositive();
        assertThat(stats.get("messages").number()).isPositive();
        assertThat(stats.get("storeWrites").number()).as("item, visibility, outcomes").isGreaterThanOrEqualTo(3);
        assertThat(stats.get("estimatedDollars").decimal()).isGreaterThan(3.5e-6).isLessThan(0.01);
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
}
