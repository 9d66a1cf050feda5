package dev.elementwise.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobIdTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void idsOfAMomentShareNothingButTheTime() {
        SecureRandom random = new SecureRandom();
        List<String> ids = Stream.generate(() -> JobId.create(NOW, random).value()).limit(2_000).toList();

        assertThat(ids.stream().map(id -> id.substring(0, 10)).distinct()).hasSize(1);
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        assertThat(IntStream.range(10, 26).mapToObj(digit -> digitsAt(digit, ids)))
            .allSatisfy(digits -> assertThat(digits).hasSize(32));
    }

    @Test
    void eachOfTheEightyBitsComesFromTheSource() {
        for (int bit = 0; bit < 80; bit++) {
            int chosen = bit;
            JobId id = JobId.create(NOW, new OneBit(chosen));

            assertThat(id).isNotEqualTo(JobId.create(NOW, new OneBit(-1)));
            assertThat(Stream.iterate(0, other -> other + 1).limit(80).filter(other -> other != chosen))
                .noneMatch(other -> JobId.create(NOW, new OneBit(other)).equals(id));
        }
    }

    private static Set<Character> digitsAt(int position, List<String> ids) {
        Set<Character> digits = new HashSet<>();
        ids.forEach(id -> digits.add(id.charAt(position)));
        return digits;
    }

    /** All bits zero but one of the five that count in each byte. */
    private record OneBit(int bit) implements RandomGenerator {

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
            if (bit >= 0) {
                bytes[bit / 5] = (byte) (1 << bit % 5);
            }
        }

        @Override
        public long nextLong() {
            throw new UnsupportedOperationException("Ids are made of bytes");
        }
    }
}
