package dev.elementwise.task.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.task.Params;
import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountPrimesTest {

    /** Values of pi(10^k): OEIS A006880. */
    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "2,0", "3,1", "4,2", "5,2", "6,3", "8,4", "10,4", "100,25", "1000,168", "10000,1229",
        "100000,9592", "1000000,78498", "10000000,664579", "100000000,5761455"})
    void primesBelowAreCounted(long n, long primes) throws Exception {
        assertThat(new CountPrimes().open(Params.NONE).apply(n)).isEqualTo(primes);
    }

    @Test
    void integerWrittenAsADecimalCountsTheSame() throws Exception {
        assertThat(new CountPrimes().open(Params.NONE).apply(new BigDecimal("100.0"))).isEqualTo(25L);
    }

    @Test
    void everySmallNumberAgreesWithTheSieve() {
        int[] primes = Primes.upTo(20_000);
        for (int n = 0; n <= 20_000; n++) {
            int at = Arrays.binarySearch(primes, n);
            assertThat(PrimeCount.below(n)).as("below %d", n).isEqualTo(at < 0 ? -at - 1 : at);
        }
    }

    @Test
    void largeNumbersAgreeWithTheSieveAroundSquaresOfPrimes() {
        int[] primes = Primes.upTo(4_100_000);
        for (int p : new int[] {1009, 1999, 2003, 2017}) {
            for (int n = p * p - 2; n <= p * p + 2; n++) {
                int at = Arrays.binarySearch(primes, n);
                assertThat(PrimeCount.below(n)).as("below %d", n).isEqualTo(at < 0 ? -at - 1 : at);
            }
        }
    }
}
