package dev.elementwise.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the model notices what it is there to notice. */
@ExtendWith(Silence.class)
final class ModelBitesTest {

    private static final int SCHEDULES = 3_000;

    @ParameterizedTest
    @EnumSource
    void deliberateFaultIsNoticed(DeliberateFault fault) throws Exception {
        assertThat(new SeedRange(0, SCHEDULES).findBroken(fault)).as("what %s breaks", fault).isPresent();
    }
}
