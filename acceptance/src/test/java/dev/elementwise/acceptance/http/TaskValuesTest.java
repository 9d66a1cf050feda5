package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tasks compute, against other ways to compute it. */
@ExtendWith(SystemUnderTest.class)
final class TaskValuesTest {

    private final Api api;

    TaskValuesTest(Api api) {
        this.api = api;
    }

    @Test
    void identityGivesEverythingBack() {
        String elements = "[null,true,false,0,-7,1.25,\"\",\"\\u0000\u00fc\ud83d\ude00\\n\\\"\",[],{},"
            + "{\"b\":[1,{\"c\":null}],\"a\":\"\"},[[]]]";

        assertThat(api.values("{\"task\":\"identity\",\"elements\":" + elements + "}").stream()
            .map(Tree::toString).collect(Collectors.joining(",", "[", "]")))
            .isEqualTo(Tree.of(elements.getBytes(StandardCharsets.UTF_8)).toString());
    }

    @Test
    void primesAreCountedAsASieveDoes() {
        int[] elements = {0, 1, 2, 3, 4, 10, 100, 7919, 7920, 65_536, 100_000, 1_000_003, 2_000_000};

        assertThat(api.values("{\"task\":\"count-primes\",\"elements\":"
            + Arrays.toString(elements) + "}")).extracting(Tree::number)
            .containsExactlyElementsOf(IntStream.of(elements).mapToObj(TaskValuesTest::primesBelow).toList());
    }

    @Test
    void largestPrimeCountIsTheKnownOne() {
        assertThat(api.values("{\"task\":\"count-primes\",\"elements\":[100000000]}").get(0).number())
            .isEqualTo(5_761_455);
    }

    @Test
    void factorsArePrimeInOrderAndMultiplyToTheElement() {
        List<String> elements = new ArrayList<>(List.of("1", "2", "4", "360", "600851475143", "18446744073709551617",
            "340282366920938463463374607431768211457", "9999999999999999999999999999999999999999"));
        Random random = new Random(7);
        for (int bits : new int[] {20, 40, 60, 90, 120}) {
            elements.add(new BigInteger(bits, random).setBit(0).toString());
        }
        elements.add(BigInteger.probablePrime(50, random).multiply(BigInteger.probablePrime(50, random)).toString());
        elements.add(BigInteger.probablePrime(40, random).pow(3).toString());

        List<Tree> values = api.values("{\"task\":\"factorize\",\"elements\":[\"" + String.join("\",\"", elements)
            + "\"]}");

        for (int i = 0; i < values.size(); i++) {
            List<BigInteger> factors = values.get(i).texts().stream().map(BigInteger::new).toList();
            assertThat(factors).isSorted().allMatch(factor -> factor.isProbablePrime(50));
            assertThat(factors.stream().reduce(BigInteger.ONE, BigInteger::multiply)).hasToString(elements.get(i));
        }
    }

    @Test
    void keysAreThoseThatTheJdkDerives() throws GeneralSecurityException {
        assertThat(api.values("""
            {"task":"pbkdf2","elements":[
              {"password":"password","salt":"salt","iterations":1},
              {"password":"correct horse","salt":"NaCl","iterations":1000,"length":50},
              {"password":"pässwörd","salt":"sältsalt","iterations":77,"length":1},
              {"password":"x","salt":"y","iterations":3,"length":64}]}""")).extracting(Tree::text).containsExactly(
            derived("password", "salt", 1, 32), derived("correct horse", "NaCl", 1000, 50),
            derived("pässwörd", "sältsalt", 77, 1), derived("x", "y", 3, 64));
    }

    @Test
    void keyOfTheRfcIsTheRfcs() {
        // RFC 7914, section 11
        assertThat(api.values("""
            {"task":"pbkdf2","elements":[{"password":"passwd","salt":"salt","iterations":1,"length":64}]}""").get(0)
            .text()).isEqualTo("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
            + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783");
    }

    @Test
    void rowsOfThePictureAreThoseOfItsDescription() {
        int width = 64;
        int height = 48;
        List<Tree> rows = api.values("{\"task\":\"mandelbrot-row\",\"range\":{\"stop\":" + height + "},\"params\":"
            + "{\"width\":" + width + ",\"height\":" + height
            + ",\"centerX\":-0.6,\"centerY\":0.1,\"scale\":3,\"maxIterations\":150}}");

        for (int y = 0; y < height; y++) {
            assertThat(rows.get(y).get("encoding").text()).isEqualTo("run-length");
            List<Integer> counts = new ArrayList<>();
            rows.get(y).get("runs").list().stream().map(Tree::numbers).forEach(run ->
                LongStream.range(0, run.get(1)).forEach(i -> counts.add(run.get(0).intValue())));
            assertThat(counts).isEqualTo(row(y, width, height));
        }
    }

    @Test
    void pointsInsideTheQuarterCircleAreThoseOfTheGenerator() {
        List<Long> seeds = List.of(0L, 1L, -1L, 42L, 9_007_199_254_740_991L, -9_007_199_254_740_991L);

        List<Tree> values = api.values("{\"task\":\"monte-carlo-pi\",\"elements\":" + seeds
            + ",\"params\":{\"samples\":20000}}");

        assertThat(values).extracting(Tree::number)
            .containsExactlyElementsOf(seeds.stream().map(seed -> inside(seed, 20_000)).toList());
    }

    private static long primesBelow(int n) {
        BitSet composite = new BitSet(n);
        long count = 0;
        for (int i = 2; i < n; i++) {
            if (!composite.get(i)) {
                count++;
                for (long multiple = (long) i * i; multiple < n; multiple += i) {
                    composite.set((int) multiple);
                }
            }
        }
        return count;
    }

    private static String derived(String password, String salt, int iterations, int length)
            throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt.getBytes(StandardCharsets.UTF_8), iterations,
            length * 8);
        return HexFormat.of().formatHex(
            SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded());
    }

    private static List<Integer> row(int y, int width, int height) {
        double step = 3.0 / width;
        List<Integer> counts = new ArrayList<>();
        for (int x = 0; x < width; x++) {
            double cRe = -0.6 + (x + 0.5 - width / 2.0) * step;
            double cIm = 0.1 - (y + 0.5 - height / 2.0) * step;
            double re = 0;
            double im = 0;
            int count = 0;
            while (count < 150 && re * re + im * im <= 4) {
                double next = re * re - im * im + cRe;
                im = 2 * re * im + cIm;
                re = next;
                count++;
            }
            counts.add(count);
        }
        return counts;
    }

    /** The JDK's own generator of this name draws the same longs, and its doubles are their upper 53 bits. */
    private static long inside(long seed, int samples) {
        SplittableRandom random = new SplittableRandom(seed);
        long inside = 0;
        for (int i = 0; i < samples; i++) {
            double x = (random.nextLong() >>> 11) * 0x1.0p-53;
            double y = (random.nextLong() >>> 11) * 0x1.0p-53;
            if (x * x + y * y <= 1) {
                inside++;
            }
        }
        return inside;
    }
}
