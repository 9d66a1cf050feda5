package dev.elementwise.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.http.Api;
import dev.elementwise.acceptance.http.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the whole system, its functions and its parts, at any moment of its work. The moments come from a
 * seed that is printed; {@code -Delementwise.seed=} takes the same again.
 */
final class CrashTest {

    private static final int KILLS = 5;
    private static final int SHORTEST_LIFE_MILLIS = 50;
    private static final int LONGEST_LIFE_MILLIS = 1_500;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    /** About 20 s of every core, and the numbers take some more: longer than the system lives before its last kill. */
    private static final int SLEEPS = 1_000 * CORES;
    private static final int FIRST_NUMBER = 90_000_000;
    private static final int NUMBERS = 2_000 * CORES;
    private static final Duration LOOK = Duration.ofMillis(50);

    @TempDir
    Path folder;

    @Test
    void everyElementIsThereOnceAfterFiveKills() throws IOException, InterruptedException {
        long seed = Long.getLong("elementwise.seed", ThreadLocalRandom.current().nextLong());
        System.out.println("The system is killed at moments of -Delementwise.seed=" + seed);
        Random random = new Random(seed);
        List<Tree> jobs = List.of();
        for (int kill = 0; kill < KILLS; kill++) {
            try (Serving serving = start()) {
                jobs = jobs.isEmpty() ? submit(serving.api()) : jobs;
                long done = requireRunning(serving.api(), jobs);
                // The other lives are ended at any moment, also before anything has been computed in it.
                if (kill % 2 == 0) {
                    awaitProgress(serving, jobs, done);
                }
                int life = random.nextInt(SHORTEST_LIFE_MILLIS, LONGEST_LIFE_MILLIS);
                assertThat(serving.program().endsWithin(Duration.ofMillis(life))).isFalse();
                assertThat(serving.program().killAll()).as("functions that were killed with it").isNotEmpty();
            }
        }
        try (Serving serving = start()) {
            requireRunning(serving.api(), jobs);
            requireValues(serving.api(), jobs.get(0), Collections.nCopies(SLEEPS, "survived"));
            requireValues(serving.api(), jobs.get(1), primesBelow(FIRST_NUMBER, NUMBERS));
            serving.program().interrupt();
            serving.program().end();
        }
    }

    /**
     * Requires that there is a job with elements left. What has no outcome yet had none when the system was killed.
     *
     * @return how many elements have their outcomes
     */
    private static long requireRunning(Api api, List<Tree> jobs) {
        List<Tree> seen = seen(api, jobs);
        assertThat(seen).anyMatch(job -> !Api.hasEnded(job) && done(job) < job.get("total").number());
        return seen.stream().mapToLong(CrashTest::done).sum();
    }

    private static void awaitProgress(Serving serving, List<Tree> jobs, long before) throws InterruptedException {
        while (seen(serving.api(), jobs).stream().mapToLong(CrashTest::done).sum() == before) {
            assertThat(serving.program().endsWithin(LOOK)).isFalse();
        }
    }

    private static List<Tree> seen(Api api, List<Tree> jobs) {
        return jobs.stream().map(job -> api.get(Api.path(job)).expect(200).json()).toList();
    }

    private static long done(Tree job) {
        return job.get("succeeded").number() + job.get("failed").number();
    }

    private Serving start() throws IOException {
        return Serving.start(folder, "--data", folder.resolve("data").toString(), "--parameter", "FaultTask=on");
    }

    /** A list whose elements wait, and a range whose elements work. */
    private static List<Tree> submit(Api api) {
        return List.of(
            api.submit("{\"task\":\"fault\",\"elements\":["
                + String.join(",", Collections.nCopies(SLEEPS, "{\"kind\":\"sleep\",\"millis\":20}")) + "]}"),
            api.submit("{\"task\":\"count-primes\",\"range\":{\"start\":" + FIRST_NUMBER + ",\"stop\":"
                + (FIRST_NUMBER + NUMBERS) + "}}"));
    }

    private static void requireValues(Api api, Tree job, List<?> values) {
        Tree ended = api.ended(job);
        List<Tree> outcomes = api.outcomes(ended);
        assertThat(ended.get("status").text()).isEqualTo("completed");
        assertThat(ended.get("succeeded").number()).isEqualTo(values.size());
        assertThat(outcomes).extracting(outcome -> outcome.get("index").number())
            .isEqualTo(LongStream.range(0, values.size()).boxed().toList());
        assertThat(outcomes).extracting(outcome -> outcome.get("value").value()).isEqualTo(values);
    }

    /** How many primes are below each of {@code count} numbers from {@code first} on. */
    private static List<Long> primesBelow(int first, int count) {
        int end = first + count;
        BitSet primes = new BitSet(end);
        primes.set(2, end);
        for (int prime = 2; prime * prime < end; prime = primes.nextSetBit(prime + 1)) {
            for (int multiple = prime * prime; multiple < end; multiple += prime) {
                primes.clear(multiple);
            }
        }
        List<Long> below = new ArrayList<>();
        long found = primes.get(0, first).cardinality();
        for (int number = first; number < end; number++) {
            below.add(found);
            found += primes.get(number) ? 1 : 0;
        }
        return below;
    }
}
