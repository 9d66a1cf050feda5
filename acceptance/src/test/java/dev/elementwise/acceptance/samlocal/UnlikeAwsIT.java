package dev.elementwise.acceptance.samlocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.http.Answer;
import dev.elementwise.acceptance.http.Api;
import dev.elementwise.acceptance.http.SystemUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What {@code sam local start-api} of SAM CLI 1.170.0 does differently from API Gateway, where the contract notices: the
 * contract's own tests of it have the tag {@code unlike-sam-local}. One that fails here is a difference less, or another
 * one.
 */
@ExtendWith(SystemUnderTest.class)
final class UnlikeAwsIT {

    private static final String BODY = "{\"task\":\"identity\",\"elements\":[1]}";
    /** In base64 more than the 6 MiB that a function's event may have. */
    private static final int FIVE_MEBIBYTES = 5 * 1024 * 1024;

    private final Api api;

    UnlikeAwsIT(Api api) {
        this.api = api;
    }

    /** API Gateway refuses it with its own 413, which the template words. */
    @Test
    void eventThatIsTooLargeForAFunctionIsAFailureWithoutAReason() {
        Answer answer = api.post(" ".repeat(FIVE_MEBIBYTES) + BODY);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).doesNotContain("open job");
    }

    /** API Gateway hands on both, and the function refuses them with 400. */
    @Test
    void twoHeadersOfANameAreOneWithAComma() {
        String id = api.post(BODY, "Idempotency-Key", "sam", "Idempotency-Key", "local").expect(202)
            .json().get("id").text();

        assertThat(api.post(BODY, "Idempotency-Key", "sam,local").json().get("id").text()).isEqualTo(id);
    }

    /**
     * A request's time is when SAM was started: a function takes it for unknown and allows for the slowest cold start,
     * so that no request waits longer than 17 s. On AWS it is 27 s, less the time that the function took to start.
     */
    @Test
    void functionDoesNotKnowWhenARequestCame() {
        assertThat(api.post(BODY, "Prefer", "wait=25").header("Preference-Applied")).contains("wait=17");
    }
}
