package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /jobs}: the caller's jobs, the newest first. */
@ExtendWith(SystemUnderTest.class)
final class JobListTest {

    /** More pages than any test's jobs fill. */
    private static final int MOST_PAGES = 200;

    private final Api api;
    private final String label = UUID.randomUUID().toString();
    private final List<String> ids = new ArrayList<>();

    JobListTest(Api api) {
        this.api = api;
    }

    @BeforeEach
    void submitSome() {
        for (int i = 0; i < 5; i++) {
            String elements = i == 1 ? "[{\"kind\":\"sleep\",\"millis\":2500}]" : "[]";
            Tree job = api.submit("{\"task\":\"fault\",\"elements\":" + elements + ",\"label\":\"" + label + "\"}");
            ids.add(0, job.get("id").text());
            if (i == 1) {
                api.delete(Api.path(job)).expect(202);
            }
        }
    }

    @Test
    void newestJobsComeFirstAndPagesHaveEachOnce() {
        List<Tree> ours = await("?limit=2", 5);

        assertThat(ours).extracting(job -> job.get("id").text()).doesNotHaveDuplicates()
            .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(ours).extracting(job -> job.get("createdAt").text()).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(ours).allSatisfy(job -> assertThat(job.get("links").get("self").text())
            .endsWith("/jobs/" + job.get("id").text()));
    }

    @Test
    void jobsOfOneStatusComeWhereTheyAreAskedFor() {
        assertThat(await("?limit=3&status=cancelled", 1)).extracting(job -> job.get("id").text())
            .containsExactly(ids.get(3));
        assertThat(await("?status=completed", 4)).extracting(job -> job.get("status").text())
            .containsOnly("completed");
        assertThat(ours("?status=failed")).isEmpty();
    }

    @Test
    void listedJobIsTheJob() {
        Tree listed = await("", 5).get(0);

        assertThat(listed).isEqualTo(api.get(Api.path(listed)).expect(200).json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "cursor=nonsense", "status=bogus", "status=",
        "status=completed&status=failed"})
    void badQueryIsRefused(String query) {
        api.get("/jobs?" + query).problem(400);
    }

    /** The list may lag a second. */
    private List<Tree> await(String query, int count) {
        List<Tree> ours = ours(query);
        for (int i = 0; i < 100 && ours.size() < count; i++) {
            ours = ours(query);
        }
        return ours;
    }

    private List<Tree> ours(String query) {
        List<Tree> found = new ArrayList<>();
        Answer page = api.get("/jobs" + query).expect(200);
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            page.json().get("jobs").list().stream()
                .filter(job -> label.equals(job.get("label").value())).forEach(found::add);
            Optional<String> next = page.nextLink();
            assertThat(page.json().get("next").isNull()).isEqualTo(next.isEmpty());
            if (next.isEmpty()) {
                return found;
            }
            page = api.follow(next.get()).expect(200);
        }
        return found;
    }
}
