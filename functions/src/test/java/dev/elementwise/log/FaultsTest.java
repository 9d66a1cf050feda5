package dev.elementwise.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.store.StoreUnavailableException;
import org.junit.jupiter.api.Test;

final class FaultsTest {

    @Test
    void whatNobodyExpectsIsToldWithWhereItComesFrom() {
        RuntimeException fault = new IllegalStateException("No child", new NullPointerException("java.home"));

        assertThat(Faults.told(fault)).startsWith("java.lang.IllegalStateException: No child\n\tat ")
            .contains("Caused by: java.lang.NullPointerException: java.home", getClass().getName());
    }

    @Test
    void outageIsToldInALine() {
        RuntimeException fault = new StoreUnavailableException("The table does not answer", new RuntimeException());

        assertThat(Faults.told(fault)).isEqualTo(fault.toString()).doesNotContain("\n");
    }
}
