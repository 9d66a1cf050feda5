package dev.elementwise.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "/, /, ''", "/jobs, /jobs, ''", "/jobs, /jobs/, ''", "/jobs, /, none", "/jobs/{id}, /jobs/, none",
        "/jobs/{id}, /jobs/7, 7", "/jobs/{id}, /jobs/7/, 7", "/jobs/{id}, /jobs//, none",
        "/jobs/{id}/results, /jobs//results, none",
        "/jobs/{id}/results, /jobs/7, none", "/jobs/{id}/results, /jobs/7/results, 7"})
    void slashAtTheEndMeansNothing(String template, String path, String variable) {
        Route route = Route.elsewhere("GET", template);

        assertThat(route.match(Route.segments(path)).orElse(null)).isEqualTo(variable);
    }
}
