package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a request may be. */
@ExtendWith(SystemUnderTest.class)
final class LargeBodyTest {

    private static final int ALWAYS_TAKEN = 5 * 1024 * 1024 / 2;
    private static final int MEBIBYTE = 1024 * 1024;

    private final Api api;

    LargeBodyTest(Api api) {
        this.api = api;
    }

    @Test
    void twoAndAHalfMebibytesAreTakenAndAllOfItComesBack() {
        byte[] body = body(ALWAYS_TAKEN);
        assertThat(body).hasSize(ALWAYS_TAKEN);

        Tree job = api.ended(api.post(body).expect(202).json());

        assertThat(job.get("failed").number()).isZero();
        assertThat(api.outcomes(job)).allMatch(outcome -> outcome.get("value").text().length() > 0);
        assertThat(api.outcomes(job)).hasSize((int) job.get("total").number());
    }

    @Test
    void largerBodyIsRefusedSayingHowToSendMore() {
        assertRefused(4 * MEBIBYTE + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {5 * MEBIBYTE, 9 * MEBIBYTE, 12 * MEBIBYTE})
    @Tag("unlike-sam-local")
    void bodyThatReachesNoFunctionIsRefusedSayingHowToSendMore(int size) {
        assertRefused(size);
    }

    private void assertRefused(int size) {
        Tree problem = api.post(body(size)).problem(413);

        assertThat(problem.get("detail").text()).contains("range").contains("open job");
    }

    /** Elements of a few hundred bytes that no packing makes much smaller, up to the size to the byte. */
    private static byte[] body(int size) {
        String head = "{\"task\":\"identity\",\"elements\":[";
        StringBuilder body = new StringBuilder(size).append(head);
        Random random = new Random(size);
        while (body.length() < size - 1_000) {
            body.append('"').append(Long.toHexString(random.nextLong()).repeat(20)).append("\",");
        }
        int left = size - body.length() - 4;
        body.append('"').append("x".repeat(left)).append("\"]}");
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
