package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Input;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Status;
import dev.elementwise.reduce.Reductions;
import dev.elementwise.task.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that get their elements bit by bit, from the request to the end. */
final class OpenJobTest {

    private final OpenEngine open = new OpenEngine();
    private final Engine engine = open.engine;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void jobEndsAtItsCloseWhenAllIsCommittedBefore() {
        JobSpec job = open.submit(10);
        open.add(job, "a", 0, 15);
        engine.drain(engine.worker());
        open.add(job, "b", 15, 40);
        engine.drain(engine.worker());

        assertThat(engine.job(job).status()).isEqualTo(Status.RUNNING);
        assertThat(engine.job(job).succeeded()).isEqualTo(40);
        open.close(job);

        assertComplete(job, 40);
    }

    @Test
    void jobEndsAtItsLastCommitWhenItIsClosedBefore() {
        JobSpec job = open.submit(10);
        open.add(job, "a", 0, 15);
        open.add(job, "b", 15, 40);
        open.close(job);

        assertThat(engine.job(job).hasEnded()).isFalse();
        engine.drain(engine.worker());

        assertComplete(job, 40);
    }

    @Test
    void jobOfOneElementIsNoSoleBlockAndCompletes() {
        JobSpec job = open.submit(64);
        open.add(job, "a", 0, 1);
        engine.drain(engine.worker());
        open.close(job);

        assertComplete(job, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manySmallInstalmentsInTurnOrTogetherAreCountedOnce(boolean together) {
        JobSpec job = open.submit(64);
        for (int i = 0; i < 300; i++) {
            open.add(job, "key-" + i, 7 * i, 7 * i + 7);
            if (!together) {
                engine.drain(engine.worker());
            }
        }
        if (together) {
            open.close(job);
            engine.drain(engine.worker());
        } else {
            open.close(job);
        }

        assertComplete(job, 2_100);
    }

    @Test
    void openJobThatStandsStillIsLeftOpenBySweeps() {
        JobSpec empty = open.submit(64);
        JobSpec job = open.submit(64);
        open.add(job, "a", 0, 200);
        engine.drain(engine.worker());

        engine.clock.forward(Duration.ofHours(3));
        engine.sweep();
        open.add(job, "b", 200, 210);
        engine.drain(engine.worker());
        open.close(job);

        assertComplete(job, 210);
        assertThat(engine.job(empty).isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void valuesOfAllInstalmentsAreReduced(boolean closedBefore) {
        JobSpec job = open.submitReducing("{\"name\":\"sum\"}");
        for (int i = 0; i < 100; i++) {
            open.add(job, "key-" + i, 7 * i, 7 * i + 7);
            if (i % 3 == 0) {
                engine.drain(engine.worker());
            }
        }
        if (closedBefore) {
            open.close(job);
        }
        engine.drain(engine.worker());
        open.close(job);

        Job ended = engine.job(job);
        assertThat(ended.status()).isEqualTo(Status.COMPLETED);
        assertThat(new Reductions(Catalogue.of(List.of(engine.task))).of(job).orElseThrow()
            .result(engine.store.partials(ended)).value()).hasToString(String.valueOf(700L * 699 / 2));
    }

    @Test
    void tooManyFailuresEndAnOpenJob() {
        JobSpec job = open.submitTolerating(0);
        open.add(job, "a", List.of("throw"));
        engine.drain(engine.worker());

        assertThat(engine.job(job).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void instalmentThatDiedLeavesNoHoleAndHoldsTheCloseUp() {
        JobSpec job = open.submit(10);
        open.crash(3, true); // find, find finished, reserve
        assertThat(open.survives(() -> open.add(job, "a", 0, 15))).isFalse();
        open.crashNoMore();
        open.add(job, "b", 15, 20);

        assertThat(open.close(job).unfinished()).singleElement().satisfies(
            instalment -> assertThat(instalment.key()).isEqualTo("a"));
        assertThat(open.tryToAdd(job, "a", List.of(1L)).getClass().getSimpleName()).isEqualTo("KeyReused");
        open.add(job, "a", 0, 15);
        open.close(job);
        engine.drain(engine.worker());

        assertComplete(job, 20);
    }

    @Test
    void tooManyUnfinishedInstalmentsRefuseAnother() {
        JobSpec job = open.submit(10);
        for (int i = 0; i < 32; i++) {
            String key = "key-" + i;
            int from = i;
            open.crash(3, true);
            open.survives(() -> open.add(job, key, from, from + 1));
        }
        open.crashNoMore();

        assertThat(open.tryToAdd(job, "one more", List.of(32L)).getClass().getSimpleName())
            .isEqualTo("TooManyUnfinished");
        open.add(job, "key-3", 3, 4);
        open.add(job, "one more", 32, 33);
    }

    /** The room is its own. */
    @Test
    void instalmentThatHasReservedTheLastRoomAndDiedIsFinishedByItsRepeat() {
        try (Engine mortal = new Engine()) {
            OpenEngine small = new OpenEngine(mortal, 10);
            JobSpec job = small.submit(4);
            small.crash(3, true); // find, find finished, reserve
            assertThat(small.survives(() -> small.add(job, "a", 0, 10))).isFalse();
            small.crashNoMore();

            assertThat(small.tryToAdd(job, "b", List.of(10L)).getClass().getSimpleName()).isEqualTo("TooMany");
            small.add(job, "a", 0, 10);
            small.close(job);
            mortal.drain(mortal.worker());

            assertThat(mortal.job(job).succeeded()).isEqualTo(10);
        }
    }

    @Test
    void crashAroundAnyCallOfRequestsAndWorkersLosesNothingAndCountsNothingTwice() {
        int crashes = 0;
        for (int call = 1; call < 140; call++) {
            for (boolean after : new boolean[] {false, true}) {
                try (Engine mortal = new Engine()) {
                    crashes += surviveCrash(new OpenEngine(mortal), call, after) ? 1 : 0;
                }
            }
        }
        assertThat(crashes).isGreaterThan(60);
    }

    /** Two instalments, the first computed before the second comes, then the close; what dies is repeated. */
    private static boolean surviveCrash(OpenEngine open, int call, boolean after) {
        Engine engine = open.engine;
        JobSpec job = open.submit(4);
        List<Runnable> steps = List.of(() -> open.add(job, "a", 0, 10), open::stepAll,
            () -> open.add(job, "b", 10, 21), () -> open.close(job), open::stepAll);
        open.crash(call, after);
        boolean crashed = false;
        for (Runnable step : steps) {
            while (!open.survives(step)) {
                crashed = true;
                open.crashNoMore();
                engine.clock.forward(Engine.VISIBILITY.plusSeconds(1));
            }
        }
        open.crashNoMore();
        engine.drain(engine.worker());

        assertThat(engine.outcomes(engine.job(job).spec())).as("crash %s call %d", after ? "after" : "before", call)
            .isEqualTo(lines(21));
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(engine.job(job).succeeded()).isEqualTo(21);
        return crashed;
    }

    private void assertComplete(JobSpec submitted, int total) {
        Job job = engine.job(submitted);
        assertThat(job.status()).isEqualTo(Status.COMPLETED);
        assertThat(job.spec()).isEqualTo(submitted.with(Input.CLOSED, total));
        assertThat(job.succeeded()).isEqualTo(total);
        assertThat(engine.outcomes(job.spec())).isEqualTo(lines(total));
    }

    private static List<String> lines(int total) {
        return LongStream.range(0, total).mapToObj(i -> "{\"index\":" + i + ",\"value\":" + i + "}").toList();
    }
}
