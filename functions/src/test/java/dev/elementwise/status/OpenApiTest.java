package dev.elementwise.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.elementwise.http.Route;
import dev.elementwise.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The contract's text, the routes and the template say the same. What is beside this folder is not there in a copy. */
class OpenApiTest {

    private static final Path CONTRACT = Path.of("..", "infra", "openapi.yaml");
    private static final Path TEMPLATE = Path.of("..", "template.yaml");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Test
    void theContractThatIsServedIsTheOneInInfra() throws IOException {
        assumeTrue(Files.exists(CONTRACT));
        Object yaml = new Yaml().load(Files.readString(CONTRACT));

        assertThat(served()).isEqualTo(Json.read(Json.write(yaml)));
    }

    @Test
    void everyRouteIsInTheContractAndTheOtherWayRound() throws IOException {
        Set<String> routes = new TreeSet<>();
        for (Route route : new ContractFixture().statusHandler.routes()) {
            routes.add(route.method() + " " + route.template());
        }
        routes.removeAll(Set.of("GET /", "GET /docs"));
        Set<String> contract = new TreeSet<>();
        ((Map<?, ?>) Objects.requireNonNull(served().get("paths"))).forEach((path, operations) ->
            ((Map<?, ?>) operations).keySet().stream().map(String::valueOf).filter(METHODS::contains)
                .forEach(method -> contract.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));

        assertThat(routes).isEqualTo(contract);
    }

    @Test
    void theTemplateTakesEveryPathOfTheContractToItsFunction() throws IOException {
        assumeTrue(Files.exists(TEMPLATE));
        String template = Files.readString(TEMPLATE);

        for (String path : Set.of("/jobs/{id}:", "/jobs/{id}/{proxy+}:", "/health:",
            "/openapi.json:", "/{proxy+}:")) {
            assertThat(template).contains("\n          " + path + "\n");
        }
        String jobs = template.substring(template.indexOf("\n          /jobs:"),
            template.indexOf("\n          /health:"));
        assertThat(jobs).containsSubsequence("/jobs: &submits", "post:", "SubmitFunction", "get: &reads",
            "StatusFunction", "head: *reads", "put: *reads", "patch: *reads", "delete: *reads", "options: &preflight",
            "/jobs/{id}/retry: *submits", "/jobs/{id}/elements: *submits", "/jobs/{id}/close: *submits");
    }

    private static Map<?, ?> served() throws IOException {
        try (InputStream text = OpenApiTest.class.getResourceAsStream("/openapi.json")) {
            return (Map<?, ?>) Objects.requireNonNull(Json.read(Objects.requireNonNull(text).readAllBytes()));
        }
    }
}
