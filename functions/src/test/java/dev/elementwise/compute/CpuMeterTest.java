package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CpuMeterTest {

    private static final int FIRST = 16;

    private final AtomicLong cpu = new AtomicLong(1_000);
    private final AtomicLong time = new AtomicLong(5_000);
    private final CpuMeter meter = new CpuMeter(cpu::get, time::get);

    @Test
    void firstElementsAreEachToldTheirOwn() {
        assertThat(spend(7)).isEqualTo(7);
        assertThat(spend(9)).isEqualTo(9);
    }

    @Test
    void shortElementsAfterThemAreToldTogether() {
        for (int i = 0; i < FIRST; i++) {
            spend(1);
        }

        assertThat(spend(600_000)).isZero();
        assertThat(spend(600_000)).isEqualTo(1_200_000);
        assertThat(spend(2_500_000)).isEqualTo(2_500_000);
    }

    @Test
    void timeOfTheMachinesOwnThreadIsToldForWorkDone() {
        CpuMeter own = CpuMeter.ofEachThread().get();
        long sum = 0;
        for (int i = 0; i < 1_000_000; i++) {
            sum += Math.floorMod(sum * 31 + i, 17);
        }

        assertThat(own.tell()).as("nanoseconds for " + sum).isPositive();
    }

    private long spend(long nanos) {
        cpu.addAndGet(nanos);
        time.addAndGet(nanos);
        return meter.tell();
    }
}
