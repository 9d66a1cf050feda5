package dev.elementwise.emulator.gateway;

import static dev.elementwise.emulator.gateway.Served.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {

    private final Router router = new Router(List.of(route("ANY", "/{proxy+}"), route("ANY", "/"),
            route("GET", "/jobs/{id}"), route("ANY", "/jobs"), route("POST", "/jobs"), route("ANY", "/jobs/all"),
            route("GET", "/jobs/{id}/results"), route("ANY", "/jobs/{proxy+}")));

    @ParameterizedTest
    @CsvSource({"GET,/,ANY /", "POST,/jobs,POST /jobs", "PUT,/jobs,ANY /jobs", "POST,/jobs/,POST /jobs",
            "GET,/jobs/1,GET /jobs/{id}", "GET,/jobs/all,ANY /jobs/all", "GET,/jobs/1/results,GET /jobs/{id}/results",
            "GET,/jobs/1/other,ANY /jobs/{proxy+}", "GET,/docs/a/b,ANY /{proxy+}", "GET,/%6Aobs,ANY /jobs"})
    void mostSpecificRouteServes(String method, String path, String expected) {
        assertThat(router.find(method, path)).map(Router.Match::route)
                .hasValueSatisfying(route -> assertThat(route.method() + " " + route.path()).isEqualTo(expected));
    }

    @Test
    void pathWhoseMethodIsNotThereDoesNotFallBackToAnother() {
        assertThat(router.find("DELETE", "/jobs/1")).isEmpty();
    }

    @Test
    void anyMethodIsOneOfThoseThatApiGatewayKnows() {
        assertThat(router.find("TRACE", "/jobs")).isEmpty();
    }

    @Test
    void parametersAreDecoded() {
        assertThat(router.find("GET", "/jobs/a%2Fb%C3%BC+")).map(Router.Match::parameters)
                .hasValue(Map.of("id", "a/bü+"));
        assertThat(router.find("GET", "/x/a%20b/")).map(Router.Match::parameters)
                .hasValue(Map.of("proxy", "x/a b"));
    }
}
