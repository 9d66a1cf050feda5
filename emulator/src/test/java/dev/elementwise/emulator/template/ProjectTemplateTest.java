package dev.elementwise.emulator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.elementwise.emulator.stack.Api;
import dev.elementwise.emulator.stack.EventSourceMapping;
import dev.elementwise.emulator.stack.FunctionResource;
import dev.elementwise.emulator.stack.QueueResource;
import dev.elementwise.emulator.stack.Schedule;
import dev.elementwise.emulator.stack.Stack;
import dev.elementwise.emulator.stack.TableResource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The template that this repository deploys. */
class ProjectTemplateTest {

    private static final Path TEMPLATE = Path.of("..", "template.yaml");

    private final TemplateReader reader =
            new TemplateReader(Deployment.local("elementwise", name -> "http://queues/" + name));

    @Test
    void functionsHaveTheirOwnPropertiesAndTheGlobals() throws IOException {
        List<FunctionResource> functions = reader.read(TEMPLATE, Map.of()).functions();

        assertThat(functions).extracting(FunctionResource::id)
                .containsExactly("SubmitFunction", "ComputeFunction", "StatusFunction", "DeadLetterFunction",
                        "SweeperFunction");
        assertThat(functions).extracting(FunctionResource::maxConcurrency).containsExactly(16, 1, 16, 1, 1);
        FunctionResource compute = functions.get(1);
        assertThat(compute.memoryMegabytes()).isEqualTo(10_240);
        assertThat(compute.timeout()).isEqualTo(Duration.ofSeconds(900));
        assertThat(compute.runtime()).isEqualTo("java25");
        assertThat(compute.code()).isAbsolute().endsWith(Path.of("functions"));
        assertThat(compute.environment())
                .containsEntry("TABLE_NAME", "elementwise-JobsTable")
                .containsEntry("JOBS_QUEUE_URL", "http://queues/elementwise-JobsQueue")
                .containsEntry("FAULT_TASK", "off")
                .containsEntry("JAVA_TOOL_OPTIONS", "-XX:+TieredCompilation -XX:TieredStopAtLevel=4");
    }

    /**
     * A batch has the element limit and 30 s, Lambda ends a function after 900 s, and a queue hides longer than that. With
     * {@code off}, what a worker holds a message for (Limits.visibility) is what its queue does.
     */
    @ParameterizedTest
    @CsvSource({"30, on, 900", "30, off, 60", "60, on, 900", "60, off, 90", "120, on, 900", "120, off, 150",
        "300, on, 900", "300, off, 330", "840, on, 870", "840, off, 870"})
    void functionHasWhatLambdaAllowsWithFurtherBatchesAndElseWhatABatchNeeds(int limit, String further, int seconds)
            throws IOException {
        var stack = reader.read(TEMPLATE,
                Map.of("ElementTimeLimit", Integer.toString(limit), "FurtherBatches", further));

        assertThat(stack.functions().get(1).timeout()).isEqualTo(Duration.ofSeconds(seconds))
                .isBetween(Duration.ofSeconds(limit + 30), Duration.ofSeconds(900));
        assertThat(stack.queues().subList(0, 2)).allSatisfy(queue ->
                assertThat(queue.visibilityTimeout()).isEqualTo(Duration.ofSeconds(seconds + 30)));
    }

    @Test
    void queuesHaveTheirLimitsAndTheirDeadLetterQueue() throws IOException {
        List<QueueResource> queues = reader.read(TEMPLATE, Map.of("ElementTimeLimit", "840")).queues();

        assertThat(queues).first().isEqualTo(new QueueResource("JobsQueue", "elementwise-JobsQueue",
                Duration.ofSeconds(900), Duration.ofDays(4), Duration.ZERO, Duration.ZERO, 1_048_576,
                Optional.of(new QueueResource.Redrive("DeadLetterQueue", 20))));
    }

    @Test
    void tableHasItsIndexesAndTimeToLive() throws IOException {
        TableResource.Attribute caller = new TableResource.Attribute("caller", "S");
        TableResource.Attribute job = new TableResource.Attribute("job", "S");
        TableResource.Attribute watch = new TableResource.Attribute("watch", "S");
        TableResource.Attribute lookAt = new TableResource.Attribute("lookAt", "N");

        assertThat(reader.read(TEMPLATE, Map.of()).tables()).containsExactly(new TableResource("JobsTable",
                "elementwise-JobsTable",
                new TableResource.Key(new TableResource.Attribute("id", "S"), Optional.empty()),
                List.of(new TableResource.Index("byCaller", new TableResource.Key(caller, Optional.of(job)),
                        "KEYS_ONLY", List.of()), new TableResource.Index("byWatch",
                        new TableResource.Key(watch, Optional.of(lookAt)), "KEYS_ONLY", List.of())), List.of(),
                Optional.of("expires")));
    }

    @Test
    void queuesCallTheirFunctions() throws IOException {
        assertThat(reader.read(TEMPLATE, Map.of("ComputeConcurrency", "7")).mappings()).containsExactly(
                new EventSourceMapping("ComputeFunctionJobs", "ComputeFunction", "JobsQueue", 10, Duration.ZERO, true,
                        OptionalInt.of(7)),
                new EventSourceMapping("ComputeFunctionForks", "ComputeFunction", "ForksQueue", 1, Duration.ZERO, true,
                        OptionalInt.of(7)),
                new EventSourceMapping("DeadLetterFunctionDeadLetters", "DeadLetterFunction", "DeadLetterQueue", 10,
                        Duration.ZERO, true, OptionalInt.of(2)));
    }

    @Test
    void provisionedPollersTakeThePlaceOfTheConcurrencyLimit() throws IOException {
        assertThat(reader.read(TEMPLATE, Map.of("ProvisionedPollers", "4", "MaxProvisionedPollers", "50")).mappings())
                .extracting(EventSourceMapping::maximumConcurrency)
                .containsExactly(OptionalInt.of(500), OptionalInt.of(500), OptionalInt.of(2));
    }

    @Test
    void schedulesCallTheSweeperAndKeepSnapshots() throws IOException {
        Schedule sweep = new Schedule("SweeperFunctionSweep", "SweeperFunction", Duration.ofMinutes(1),
                Optional.empty());
        Optional<String> health = Optional.of("{\"httpMethod\": \"GET\", \"path\": \"/health\"}");

        assertThat(reader.read(TEMPLATE, Map.of("SweepSchedule", "rate(1 minute)")).schedules()).containsExactly(
                new Schedule("SubmitFunctionKeepSnapshot", "SubmitFunction", Duration.ofDays(1), health),
                new Schedule("StatusFunctionKeepSnapshot", "StatusFunction", Duration.ofDays(1), health), sweep);
        assertThat(reader.read(TEMPLATE, Map.of("SweepSchedule", "rate(1 minute)", "SnapStart", "off")).schedules())
                .containsExactly(sweep);
    }

    @Test
    void routesAskForTheKeyThatTheParameterGives() throws IOException {
        Api api = reader.read(TEMPLATE, Map.of("ApiKeyValue", "0123456789-0123456789")).apis().get(0);

        assertThat(api.apiKeys()).extracting(Api.ApiKey::value).containsExactly("0123456789-0123456789");
        assertThat(api.routes()).contains(
                new Api.Route("POST", "/jobs", "SubmitFunction", true, Duration.ofSeconds(29)),
                new Api.Route("ANY", "/health", "StatusFunction", false, Duration.ofSeconds(29)),
                new Api.Route("ANY", "/{proxy+}", "StatusFunction", true, Duration.ofSeconds(29)));
        assertThat(api.binaryMediaTypes()).containsExactly("*/*");
        assertThat(api.throttle()).isEqualTo(new Api.Throttle(1000, 1000));
        assertThat(api.gatewayResponses().get("THROTTLED").headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void aKeyIsMadeWhereNoneIsGiven() throws IOException {
        Stack stack = reader.read(TEMPLATE, Map.of());

        assertThat(stack.apis().get(0).apiKeys()).singleElement()
                .satisfies(key -> assertThat(key.value()).matches("[A-Za-z0-9]{40}"));
        assertThat(stack.outputs()).extracting(Stack.Output::name).containsExactly("Url", "ApiKeyId");
        assertThat(stack.outputs()).extracting(Stack.Output::value)
                .containsExactly("https://api.execute-api.us-east-1.amazonaws.com/v1", "elementwise-ApiKey");
    }

    @Test
    void nothingAsksForAKeyWhereTheParameterSaysSo() throws IOException {
        Stack stack = reader.read(TEMPLATE, Map.of("ApiKeyRequired", "false"));

        assertThat(stack.apis().get(0).apiKeys()).isEmpty();
        assertThat(stack.apis().get(0).routes()).noneMatch(Api.Route::apiKeyRequired);
        assertThat(stack.outputs()).extracting(Stack.Output::name).containsExactly("Url");
    }

    @Test
    void whatConcernsAwsAloneChangesNothing() throws IOException {
        Stack plain = reader.read(TEMPLATE, Map.of("ApiKeyRequired", "false"));
        Stack all = reader.read(TEMPLATE, Map.of("ApiKeyRequired", "false", "Tracing", "on",
                "AlarmEmail", "operator@example.com", "DeletionProtection", "on", "LogRetentionDays", "90",
                "PermissionsBoundaryArn", "arn:aws:iam::123456789012:policy/bound",
                "EncryptionKeyArn", "arn:aws:kms:us-east-1:123456789012:key/1"));

        assertThat(all).isEqualTo(plain);
    }

    @Test
    void browsersMayAskFirstWithoutAKeyWhereAnOriginIsGiven() throws IOException {
        Api.Route preflight = new Api.Route("OPTIONS", "/jobs/{id}", "StatusFunction", false, Duration.ofSeconds(29));
        Stack stack = reader.read(TEMPLATE, Map.of("CorsOrigin", "https://app.example.com"));
        Api api = stack.apis().get(0);

        assertThat(api.routes()).contains(preflight);
        assertThat(api.routes()).filteredOn(route -> !route.method().equals("OPTIONS"))
                .filteredOn(route -> route.path().startsWith("/jobs")).allMatch(Api.Route::apiKeyRequired);
        assertThat(api.gatewayResponses()).allSatisfy((type, response) -> assertThat(response.headers())
                .containsEntry("Access-Control-Allow-Origin", "https://app.example.com"));
        assertThat(stack.functions()).allSatisfy(function -> assertThat(function.environment())
                .containsEntry("CORS_ORIGIN", "https://app.example.com"));
        assertThat(reader.read(TEMPLATE, Map.of()).apis().get(0).routes()).doesNotContain(preflight);
    }

    @ParameterizedTest
    @CsvSource({"iam, awsSigv4", "jwt, cognito_user_pools"})
    void authorizersAreRefusedByName(String authorizer, String scheme) {
        UnsupportedTemplate refusal = catchThrowableOfType(UnsupportedTemplate.class,
                () -> reader.read(TEMPLATE, Map.of("Authorizer", authorizer, "UserPoolArn",
                        "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_example")));

        assertThat(refusal.problems()).singleElement().satisfies(problem -> assertThat(problem.feature())
                .endsWith("x-amazon-apigateway-authtype " + scheme + ": there are no authorizers here but API keys; "
                        + "this is asked for by the parameter Authorizer"));
    }

    @Test
    void tokensWithoutAUserPoolAreRefusedBeforeAnythingElse() {
        assertThatThrownBy(() -> reader.read(TEMPLATE, Map.of("Authorizer", "jwt")))
                .isInstanceOf(InvalidParameters.class).hasMessageContaining("give its ARN as UserPoolArn");
    }
}
