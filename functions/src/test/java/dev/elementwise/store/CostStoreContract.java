package dev.elementwise.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link CostStore} keeps to. */
public abstract class CostStoreContract {

    protected final SettableClock clock = new SettableClock();
    private final String task = "task-" + UUID.randomUUID();

    /** A store on this test's clock. */
    protected abstract CostStore store();

    @Test
    void costIsNotKnownUntilSomebodySaysIt() {
        assertThat(store().findCost(task)).isEmpty();

        store().putCost(task, Duration.ofNanos(1_234_567));

        assertThat(store().findCost(task)).hasValue(Duration.ofNanos(1_234_567));
        assertThat(store().findCost(task + "-other")).isEmpty();
    }

    @Test
    void lastCostThatIsSaidStays() {
        store().putCost(task, Duration.ofMinutes(14));
        store().putCost(task, Duration.ofNanos(1));

        assertThat(store().findCost(task)).hasValue(Duration.ofNanos(1));
    }

    @Test
    void costThatNobodyHasSaidForLongIsForgotten() {
        store().putCost(task, Duration.ofSeconds(1));

        clock.forward(CostStore.REMEMBERED.plusSeconds(1));

        assertThat(store().findCost(task)).isEmpty();
    }
}
