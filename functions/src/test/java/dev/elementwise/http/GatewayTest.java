package dev.elementwise.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events in the shapes in which the gateways send them: resource, path and the context's path. */
class GatewayTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {
        // a stage's own address
        "/jobs        | /jobs               | /v1/jobs            | null       | /jobs       | /v1",
        "/{proxy+}    | /jobs/x/results     | /v1/jobs/x/results  | jobs/x/results | /jobs/x/results | /v1",
        "/            | /                   | /v1/                | null       | /           | /v1",
        "/            | /                   | /v1                 | null       | /           | /v1",
        // a custom domain with a base path: the path has it too
        "/jobs        | /base/jobs          | /base/jobs          | null       | /jobs       | /base",
        "/{proxy+}    | /base/tasks/fault   | /base/tasks/fault   | tasks/fault | /tasks/fault | /base",
        "/{proxy+}    | /a/b/jobs/x         | /a/b/jobs/x         | jobs/x     | /jobs/x     | /a/b",
        "/            | /base               | /base               | null       | /           | /base",
        "/            | /base/              | /base/              | null       | /           | /base",
        // a base path that is named as one of ours
        "/jobs        | /jobs/jobs          | /jobs/jobs          | null       | /jobs       | /jobs",
        "/{proxy+}    | /jobs/jobs/x        | /jobs/jobs/x        | jobs/x     | /jobs/x     | /jobs",
        // a custom domain without one, the emulator, sam local
        "/jobs        | /jobs               | /jobs               | null       | /jobs       | ''",
        "/{proxy+}    | /jobs/x             | /jobs/x             | jobs/x     | /jobs/x     | ''",
        "/            | /                   | /                   | null       | /           | ''",
        "/{proxy+}    | /jobs/x             | /{proxy+}           | jobs/x     | /jobs/x     | ''",
        // without a resource, by hand
        "null         | /jobs/x             | /v1/jobs/x          | null       | /jobs/x     | /v1",
        "/{proxy+}    | /jobs/x             | /v1/jobs/x          | null       | /jobs/x     | /v1"})
    void whatStandsBeforeTheRouteIsThePrefix(@Nullable String resource, String path, String whole,
                                             @Nullable String proxy, String route, String prefix) {
        Request request = request(event(resource, path, whole, proxy));

        assertThat(request.path()).isEqualTo(route);
        assertThat(request.prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // the parameter comes decoded from one gateway and as it was sent from another; the path is as it was sent
        "/tasks/a%20b | tasks/a b   | /tasks/a%20b", "/tasks/a%20b | tasks/a%20b | /tasks/a%20b",
        "/tasks/a%2Fb | tasks/a/b   | /tasks/a%2Fb", "/tasks/100%2525 | tasks/100%25 | /tasks/100%2525",
        "/tasks/a+b   | tasks/a+b   | /tasks/a+b", "/jobs/x/      | jobs/x/     | /jobs/x/",
        "/jobs/x/      | jobs/x      | /jobs/x/", "/%zz          | %zz         | /%zz"})
    void escapesStayAsTheyWereSent(String path, String proxy, String route) {
        assertThat(request(event("/{proxy+}", path, "/v1" + path, proxy)).path()).isEqualTo(route);
        assertThat(request(event("/{proxy+}", path, "/v1" + path, proxy)).prefix()).isEqualTo("/v1");
        Request mapped = request(event("/{proxy+}", "/base" + path, "/base" + path, proxy));
        assertThat(mapped.path()).isEqualTo(route);
        assertThat(mapped.prefix()).isEqualTo("/base");
    }

    private static Request request(APIGatewayProxyRequestEvent event) {
        return Gateway.request(event, Events.context(), Instant.parse("2026-01-05T09:30:00Z"));
    }

    private static APIGatewayProxyRequestEvent event(@Nullable String resource, String path, String whole,
                                                     @Nullable String proxy) {
        APIGatewayProxyRequestEvent event = new APIGatewayProxyRequestEvent();
        event.setHttpMethod("GET");
        event.setResource(resource);
        event.setPath(path);
        event.setPathParameters(proxy == null ? null : Map.of("proxy", proxy));
        event.setRequestContext(new ProxyRequestContext().withPath(whole).withResourcePath(resource).withStage("v1"));
        return event;
    }
}
