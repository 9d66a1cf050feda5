package dev.elementwise.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.store.CostStore;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.StoreUnavailableException;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RememberedCostsTest {

    private final SettableClock clock = new SettableClock();
    private final CountingStore store = new CountingStore(new InMemoryStore(clock));
    private final RememberedCosts costs = new RememberedCosts(store, clock);

    @Test
    void costIsReadOnceAMinute() {
        store.putCost("test", Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            assertThat(costs.find("test")).hasValue(Duration.ofSeconds(1));
        }
        assertThat(store.reads).isEqualTo(1);
        store.putCost("test", Duration.ofSeconds(2));

        clock.forward(Duration.ofMinutes(1));

        assertThat(costs.find("test")).hasValue(Duration.ofSeconds(2));
        assertThat(store.reads).isEqualTo(2);
    }

    @Test
    void unknownCostIsAskedForAgainSooner() {
        assertThat(costs.find("test")).isEmpty();
        assertThat(costs.find("test")).isEmpty();
        assertThat(store.reads).isEqualTo(1);
        store.putCost("test", Duration.ofSeconds(1));

        clock.forward(Duration.ofSeconds(10));

        assertThat(costs.find("test")).hasValue(Duration.ofSeconds(1));
    }

    @Test
    void costIsUnknownWhileTheStoreIsAway() {
        store.away = true;

        assertThat(costs.find("test")).isEmpty();
    }

    private static final class CountingStore implements CostStore {

        private final CostStore store;
        private int reads;
        private boolean away;

        private CountingStore(CostStore store) {
            this.store = store;
        }

        @Override
        public Optional<Duration> findCost(String task) {
            reads++;
            if (away) {
                throw new StoreUnavailableException("as asked", null);
            }
            return store.findCost(task);
        }

        @Override
        public void putCost(String task, Duration cost) {
            store.putCost(task, cost);
        }
    }
}
