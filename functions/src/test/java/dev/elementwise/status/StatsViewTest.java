package dev.elementwise.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elementwise.job.Block;
import dev.elementwise.job.Effort;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.job.Tally;
import dev.elementwise.json.Json;
import dev.elementwise.settings.Machine;
import dev.elementwise.time.SettableClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatsViewTest {

    private static final long SECOND = 1_000_000_000;

    private final JobSpec spec = Jobs.range(10, 64, new SettableClock());

    @Test
    void numbersFollowFromTheEffort() {
        Effort effort = new Effort(90 * SECOND, 100 * SECOND, 3, 4, 5, 6, 7);

        assertThat(stats(effort, 20, new Machine(10_240, "arm64"))).startsWith(
            "{\"wallSeconds\":20,\"cpuSeconds\":90,\"speedUp\":4.5,\"coresBusy\":0.9,\"invocations\":3,\"messages\":4,"
                + "\"storeWrites\":7,\"resultBytes\":7,\"estimatedDollars\":0.00224");
    }

    @Test
    void memoryOfOneCoreCostsWhatItsSecondsCost() {
        Effort effort = new Effort(0, 1_000_000 * SECOND, 0, 0, 0, 0, 0);

        assertThat(stats(effort, 1, new Machine(1_024, "arm64"))).contains("\"estimatedDollars\":13.3");
        assertThat(stats(effort, 1, new Machine(1_024, "x86_64"))).contains("\"estimatedDollars\":16.7");
    }

    @Test
    void whatHasNoMeaningIsNull() {
        assertThat(stats(Effort.NONE, 0, new Machine(10_240, "arm64"))).startsWith(
            "{\"wallSeconds\":0,\"cpuSeconds\":0,\"speedUp\":null,\"coresBusy\":null,");
    }

    @Test
    void coresAreNeverMoreThanBusy() {
        assertThat(stats(new Effort(3, 2, 1, 1, 1, 1, 1), 1, new Machine(512, "arm64"))).contains("\"coresBusy\":1,");
    }

    @Test
    void architectureWithoutAPriceIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Prices.of(new Machine(512, "riscv")))
            .withMessageContaining("riscv");
    }

    private String stats(Effort effort, long seconds, Machine machine) {
        Ending ending = Ending.completed(spec.createdAt().plusSeconds(seconds));
        Job job = new Job(spec, true, Optional.empty(), new Tally(10, 0, effort, List.of()),
            Optional.of(ending), Block.EMPTY);
        return Json.write(new StatsView(Prices.of(machine)).of(job, ending));
    }
}
