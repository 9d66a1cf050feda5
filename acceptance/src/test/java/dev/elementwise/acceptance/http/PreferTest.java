package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header {@code Prefer} (RFC 7240), and what of it is told as applied. */
@ExtendWith(SystemUnderTest.class)
final class PreferTest {

    private static final String QUICK = "{\"task\":\"identity\",\"elements\":[\"x\"]}";
    private static final String SLOW = "{\"task\":\"fault\",\"elements\":[{\"kind\":\"sleep\",\"millis\":2500}]}";
    private static final String APPLIED = "Preference-Applied";

    private final Api api;

    PreferTest(Api api) {
        this.api = api;
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=15", "wait=\"15\"", "WAIT=15", "wait = 15", "handling=lenient, wait=15; x=y",
        "wait=15, wait=0"})
    void submitThatWaitsIsAnsweredWithTheResults(String preference) {
        Answer answer = api.post(QUICK, "Prefer", preference).expect(200);

        Tree job = answer.json();
        assertThat(job.get("status").text()).isEqualTo("completed");
        assertThat(job.get("succeeded").number()).isEqualTo(1);
        assertThat(job.get("results").list()).extracting(Tree::toString)
            .containsExactly("{\"index\":0,\"value\":\"x\"}");
        assertThat(job.get("next").isNull()).isTrue();
        assertThat(answer.header(APPLIED)).contains("wait=15");
        assertThat(answer.header("Location")).contains(job.get("links").get("self").text());
    }

    @Test
    void submitThatWaitsHasTheFirstPageOfMany() {
        Tree job = api.post("{\"task\":\"identity\",\"range\":{\"stop\":2500}}", "Prefer", "wait=25").expect(200).json();

        int first = job.get("results").list().size();
        Tree rest = api.get(Api.results(job) + "?cursor=" + job.get("next").text()).expect(200).json();

        assertThat(first).isBetween(1, 1000);
        assertThat(rest.get("results").list().get(0).get("index").number()).isEqualTo(first);
    }

    @Test
    void submitIsAnsweredBeforeTheEndOfAJobThatTakesLonger() {
        Answer answer = api.post(SLOW, "Prefer", "wait=1").expect(202);

        assertThat(answer.header(APPLIED)).contains("wait=1");
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.json().has("results")).isFalse();
        api.delete(Api.path(answer.json())).expect(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=soon", "wait=-1", "wait", "wait=", "wait=1.5", "wait=1s", "=", ";;", "w\u0061it+=1"})
    void malformedPreferenceIsIgnoredAndNotToldAsApplied(String preference) {
        Answer answer = api.post(QUICK, "Prefer", preference).expect(202);

        assertThat(answer.header(APPLIED)).isEmpty();
    }

    @Test
    void answerBeforeTheWorkIsDoneIsAlwaysAccepted() {
        assertThat(api.post(QUICK, "Prefer", "respond-async").expect(202).header(APPLIED)).contains("respond-async");
        assertThat(api.post(QUICK, "Prefer", "respond-async, wait=15").expect(200).header(APPLIED))
            .hasValueSatisfying(applied -> assertThat(applied).contains("respond-async").contains("wait=15"));
    }

    @Test
    void noMoreIsToldAsAppliedThanTheGatewayWaits() {
        String applied = api.post(QUICK, "Prefer", "wait=100000").expect(200).header(APPLIED).orElseThrow();

        assertThat(applied).startsWith("wait=");
        assertThat(Integer.parseInt(applied.substring(5))).isBetween(1, 28);
    }

    @Test
    void readerWhoWaitsGetsTheEnd() {
        Tree job = api.submit("{\"task\":\"fault\",\"elements\":[{\"kind\":\"sleep\",\"millis\":1200}]}");

        Answer answer = api.get(Api.path(job), "Prefer", "wait=15").expect(200);

        assertThat(answer.json().get("status").text()).isEqualTo("completed");
        assertThat(answer.header(APPLIED)).contains("wait=15");
    }

    @Test
    void readerWhoWaitsTooShortGetsTheJobAsItIs() {
        Tree job = api.submit(SLOW);

        assertThat(Api.hasEnded(api.get(Api.path(job), "Prefer", "wait=1").expect(200).json())).isFalse();
        assertThat(Api.hasEnded(api.get(Api.path(job), "Prefer", "wait=0").expect(200).json())).isFalse();
        api.delete(Api.path(job)).expect(202);
    }
}
