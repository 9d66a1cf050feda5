package dev.elementwise.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonteCarloPiTest {

    /** Computed by a Python program written after the task's description alone. */
    @ParameterizedTest
    @CsvSource({"0,100000,78600", "1,100000,78142", "42,100000,78516", "-1,100000,78706",
        "-9007199254740991,100000,78183", "7,1000000,785871"})
    void countIsTheOneAnIndependentProgramGives(long seed, long samples, long inside) throws Exception {
        assertThat(new MonteCarloPi().open(new Params(Map.of("samples", samples))).apply(seed)).isEqualTo(inside);
    }

    @Test
    void samplesLeftOutAreAMillion() throws Exception {
        assertThat(new MonteCarloPi().open(Params.NONE).apply(7L)).isEqualTo(785871L);
    }

    /** Java's SplittableRandom is SplitMix64, started with the seed. */
    @Test
    void generatorGivesTheNumbersOfTheJdk() {
        SplitMix64 random = new SplitMix64(123);
        SplittableRandom jdk = new SplittableRandom(123);
        for (int i = 0; i < 1000; i++) {
            assertThat(random.nextLong()).isEqualTo(jdk.nextLong());
        }
    }
}
