package dev.elementwise.localstack;

import cloud.localstack.Localstack;
import cloud.localstack.docker.annotation.LocalstackDockerConfiguration;
import dev.elementwise.acceptance.parts.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * LocalStack in Docker with the template deployed to it, once for all tests of this JVM. What {@code sam build} has
 * built is deployed, by {@code localstack/deploy}.
 */
final class Deployment {

    static final String STACK = "elementwise-test";

    private static final Pattern IMAGE = Pattern.compile("(?m)^ *image: localstack/localstack:(\\S+)$");
    private static final String SOCKET = "/var/run/docker.sock";
    private static final String[] PARAMETERS =
        {"FaultTask=on", "ApiKeyRequired=false", "ElementTimeLimit=30", "ComputeMemory=3538"};

    /** LocalStack looks at queues seconds apart otherwise, and each job waits for that. */
    private static final String POLL_SECONDS = "0.1";
    private static final String MOST_IDLE_POLL_SECONDS = "0.5";

    private final URI localstack;
    private final String apiId;
    private final Containers containers;

    private Deployment(URI localstack, String apiId, Containers containers) {
        this.localstack = localstack;
        this.apiId = apiId;
        this.containers = containers;
    }

    /** The one of this JVM; it ends with it. */
    static Deployment shared() {
        return Shared.DEPLOYMENT;
    }

    private static final class Shared {
        static final Deployment DEPLOYMENT = start();
    }

    private static Deployment start() {
        Containers containers = Containers.ofThisJvm();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(containers), "end-of-localstack"));
        // No list of services: SERVICES would turn off all others. Functions are containers beside this one.
        Localstack.INSTANCE.startup(LocalstackDockerConfiguration.builder().imageTag(tag()).pullNewImage(false)
            .randomizePorts(true).bindMounts(Map.of(SOCKET, SOCKET)).environmentVariables(Map.of(
                "DEBUG", "0", "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "60", "LAMBDA_DOCKER_FLAGS", containers.flags(),
                "LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC", POLL_SECONDS,
                "LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC", MOST_IDLE_POLL_SECONDS))
            .build());
        URI url = URI.create("http://127.0.0.1:" + Localstack.INSTANCE.getLocalStackContainer()
            .getExternalPortFor(Localstack.DEFAULT_EDGE_PORT));
        String address = deploy(url);
        return new Deployment(url, address.replaceFirst("http://([a-z0-9]+)\\..*", "$1"), containers);
    }

    /** That of {@code localstack/compose.yaml}. */
    private static String tag() {
        try {
            Matcher image = IMAGE.matcher(Files.readString(Project.home().resolve("localstack/compose.yaml")));
            if (!image.find()) {
                throw new IllegalStateException("localstack/compose.yaml names no image");
            }
            return image.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Functions' containers outlive LocalStack where it is stopped while it starts or uses them. */
    private static void end(Containers containers) {
        try {
            if (Localstack.INSTANCE.getLocalStackContainer() != null) {
                Localstack.INSTANCE.stop();
            }
        } finally {
            containers.remove();
        }
    }

    private static String deploy(URI url) {
        List<String> command = new ArrayList<>(List.of("sh", "localstack/deploy"));
        command.addAll(List.of(PARAMETERS));
        ProcessBuilder deploy = new ProcessBuilder(command).directory(Project.home().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
        deploy.environment().put("LOCALSTACK_URL", url.toString());
        deploy.environment().put("STACK_NAME", STACK);
        try {
            Process process = deploy.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("localstack/deploy failed; `sam build` has to have been run before");
            }
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while it was deployed", e);
        }
    }

    /** The API's address with its stage, which only {@link #host()} tells from other APIs. */
    URI url() {
        return localstack.resolve("/v1");
    }

    String host() {
        return apiId + ".execute-api.localhost.localstack.cloud:" + localstack.getPort();
    }

    /**
     * Makes LocalStack give up what it has asked a function for. It waits 905 s for a container that is gone, and takes
     * no other message from the queue; AWS notices at once.
     */
    void giveUpCallsOf(String function) {
        new LambdaCalls(localstack).replaceContainersOf(function);
    }

    /** Those of the functions. */
    Containers containers() {
        return containers;
    }

    SqsClient sqs() {
        return SqsClient.builder().endpointOverride(localstack).region(Region.US_EAST_1).credentialsProvider(any())
            .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder().endpointOverride(localstack).region(Region.US_EAST_1)
            .credentialsProvider(any()).httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    private static StaticCredentialsProvider any() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }
}
