package dev.elementwise.acceptance.events;

import dev.elementwise.acceptance.parts.Project;
import dev.elementwise.emulator.gateway.ApiServer;
import dev.elementwise.emulator.gateway.GatewaySettings;
import dev.elementwise.emulator.lambda.FunctionInvoker;
import dev.elementwise.emulator.lambda.InvocationResult;
import dev.elementwise.emulator.mapping.EventSourceMappings;
import dev.elementwise.emulator.schedule.Schedules;
import dev.elementwise.emulator.sqs.LocalSqs;
import dev.elementwise.emulator.stack.EventSourceMapping;
import dev.elementwise.emulator.stack.QueueResource;
import dev.elementwise.emulator.stack.Schedule;
import dev.elementwise.emulator.stack.Stack;
import dev.elementwise.emulator.template.Deployment;
import dev.elementwise.emulator.template.TemplateReader;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SqsSpanQueue;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Has the project's template call functions through the emulator's parts, and keeps what the functions would get. */
final class Recorder implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;
    private static final int STATUS_OK = 200;
    private static final String ANSWER = "{\"statusCode\":" + STATUS_OK + ",\"batchItemFailures\":[]}";

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final FunctionInvoker functions = (function, event, trace) -> {
        events.add(new String(event, StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(
            new InvocationResult.Answer(ANSWER.getBytes(StandardCharsets.UTF_8)));
    };
    private final LocalSqs queues = new LocalSqs(0, Optional.empty());
    private final SqsClient sqs = SqsClient.builder().endpointOverride(queues.endpoint()).region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    private final Stack stack;

    Recorder() throws IOException {
        stack = new TemplateReader(Deployment.local("local", queues::urlOf))
            .read(Project.template(), Map.of("ApiKeyRequired", "false"));
        queues.createQueues(stack.queues());
    }

    /** The event of a request to the API. */
    String request(String method, String path, String body) throws IOException, InterruptedException {
        GatewaySettings settings = new GatewaySettings(new InetSocketAddress("127.0.0.1", 0), Clock.systemUTC(), line -> {
        });
        try (ApiServer api = ApiServer.start(only(stack.apis(), any -> true), functions, settings)) {
            URI url = URI.create("http://127.0.0.1:" + api.address().getPort() + path);
            HttpRequest.Builder request = HttpRequest.newBuilder(url).version(HttpClient.Version.HTTP_1_1)
                .header("Accept", "application/json").header("User-Agent", "curl/8.5.0")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding());
            return next();
        }
    }

    /** The event of a span in {@code JobsQueue}. */
    String span() throws InterruptedException {
        send("JobsQueue", Span.Origin.SUBMIT);
        return delivery("JobsQueue");
    }

    /** The event of a span that was received too often in {@code ForksQueue}. */
    String deadLetter() throws InterruptedException {
        send("ForksQueue", Span.Origin.FORK);
        QueueResource forks = queue("ForksQueue");
        // the receive after the last one that the queue allows is when it lets go
        for (int i = 0; i <= forks.redrive().orElseThrow().maxReceiveCount(); i++) {
            sqs.receiveMessage(request -> request.queueUrl(queues.urlOf(forks)).visibilityTimeout(0));
        }
        return delivery("DeadLetterQueue");
    }

    /** The event of the one schedule that has no input of its own. */
    String schedule() throws InterruptedException {
        Schedule schedule = only(stack.schedules(), one -> one.input().isEmpty());
        List<Schedule> soon = List.of(
            new Schedule(schedule.id(), schedule.function(), Duration.ofMillis(10), Optional.empty()));
        try (Schedules schedules = new Schedules(soon, functions, line -> {
        })) {
            return next();
        } finally {
            events.clear();
        }
    }

    private void send(String queue, Span.Origin origin) {
        new SqsSpanQueue(() -> sqs, queues.urlOf(queue(queue))).send(List.of(SampleSpans.of(origin)));
    }

    private String delivery(String queue) throws InterruptedException {
        EventSourceMapping mapping = only(stack.mappings(), one -> one.queue().equals(queue));
        Stack part = new Stack(stack.name(), stack.functions(), stack.queues(), stack.tables(), List.of(mapping),
            List.of(), List.of(), List.of());
        try (EventSourceMappings mappings = new EventSourceMappings(part, queues, functions, line -> {
        })) {
            return next();
        }
    }

    private String next() throws InterruptedException {
        return Optional.ofNullable(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
            .orElseThrow(() -> new IllegalStateException("No function was called"));
    }

    private QueueResource queue(String id) {
        return only(stack.queues(), queue -> queue.id().equals(id));
    }

    private static <T> T only(List<T> list, Predicate<T> wanted) {
        List<T> found = list.stream().filter(wanted).toList();
        if (found.size() != 1) {
            throw new IllegalStateException("The template has " + found + " where one is expected");
        }
        return found.get(0);
    }

    @Override
    public void close() {
        sqs.close();
        queues.close();
    }
}
