package dev.elementwise.task.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.schema.Schema;
import dev.elementwise.task.Params;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactorizeTest {

    /** Known from the literature: Fermat numbers 5 to 7, repunits, Mersenne numbers, Carmichael numbers. */
    @ParameterizedTest
    @CsvSource({
        "1,''",
        "2,2",
        "360,2 2 2 3 3 5",
        "4294967291,4294967291",
        "4292870399,65519 65521",
        "4295098369,65537 65537",
        "4294967297,641 6700417",
        "18446744073709551617,274177 67280421310721",
        "340282366920938463463374607431768211457,59649589127497217 5704689200685129054721",
        "147573952589676412927,193707721 761838257287",
        "1111111111111111111111111111111111111,2028119 247629013 2212394296770203368013",
        "1111111111111111111,1111111111111111111",
        "3825123056546413051,149491 747451 34233211",
        "9999999999999999999999999999999999999999,3 3 11 41 73 101 137 271 3541 9091 27961 1676321 5964848081"})
    void knownFactorsAreFound(String n, String factors) throws Exception {
        assertThat(factorize(n)).isEqualTo(factors.isEmpty() ? List.of() : List.of(factors.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(longs = {4294967291L, 65537, 65539, 1009})
    void powersOfAPrimeAreFoundWithTheirMultiplicity(long prime) throws Exception {
        for (int power = 1; power <= 4; power++) {
            BigInteger n = BigInteger.valueOf(prime).pow(power);
            assertThat(factorize(n.toString())).hasSize(power).allMatch(one -> one.equals(Long.toString(prime)));
        }
    }

    @Test
    void squareOfATwentyDigitPrimeIsFound() throws Exception {
        String prime = "99999999999999999989";
        assertThat(factorize(new BigInteger(prime).pow(2).toString())).isEqualTo(List.of(prime, prime));
    }

    @Test
    void twoPrimesOfTwentyDigitsAreFound() throws Exception {
        String one = "82589933000000000000";
        String other = "99999999999999999989";
        BigInteger p = new BigInteger(one).nextProbablePrime();
        assertThat(factorize(p.multiply(new BigInteger(other)).toString())).isEqualTo(List.of(p.toString(), other));
    }

    @Test
    void productsOfRandomPrimesComeBack() throws Exception {
        Random random = new Random(20260101);
        for (int round = 0; round < 200; round++) {
            List<BigInteger> primes = primesOfUpTo132Bits(random);
            BigInteger n = primes.stream().reduce(BigInteger.ONE, BigInteger::multiply);
            assertThat(factorize(n.toString())).as("%s", n)
                .isEqualTo(primes.stream().sorted().map(BigInteger::toString).toList());
        }
    }

    private static List<BigInteger> primesOfUpTo132Bits(Random random) {
        List<BigInteger> primes = new ArrayList<>();
        int size = 2 + random.nextInt(50);
        for (int bits = 0; bits + size <= 132; bits += size, size = 2 + random.nextInt(50)) {
            primes.add(BigInteger.probablePrime(size, random));
        }
        return primes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "+1", "01", " 1", "1 ", "12\n", "1e3", "1.0", "a",
        "10000000000000000000000000000000000000000"})
    void otherStringsAreNotElements(String element) {
        assertThat(elements().violations(element)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "9", "10", "9999999999999999999999999999999999999999"})
    void decimalsOfUpToFortyDigitsAreElements(String element) {
        assertThat(elements().violations(element)).isEmpty();
    }

    private static Schema elements() {
        return Schema.parse(new Factorize().describe().elementSchema());
    }

    private static List<?> factorize(String n) throws Exception {
        return (List<?>) Objects.requireNonNull(new Factorize().open(Params.NONE).apply(n));
    }
}
