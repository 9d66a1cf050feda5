package dev.elementwise.emulator.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.elementwise.emulator.stack.Api;
import dev.elementwise.emulator.stack.EventSourceMapping;
import dev.elementwise.emulator.stack.Schedule;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads what a function is called by.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html">
 *     EventSource</a>
 */
final class EventReader {

    /** The API that SAM makes of events that name none. */
    static final String IMPLICIT_API = "ServerlessRestApi";

    private static final Limits BATCH = new Limits(1, 10_000, 10);
    private static final Limits WINDOW = new Limits(0, 300, 0);
    private static final Limits CONCURRENCY = new Limits(2, 1000, 2);
    private static final Limits LEAST_POLLERS = new Limits(2, 200, 2);
    private static final Limits MOST_POLLERS = new Limits(2, 2000, 200);

    /** Invocations that a provisioned poller has at once, at most. */
    private static final int INVOCATIONS_OF_A_POLLER = 10;

    /**
     * In characters.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html">Target</a>
     */
    private static final int LONGEST_INPUT = 8_192;
    private static final JsonFactory JSON = new JsonFactory();

    private final References references;
    private final Draft draft;

    EventReader(References references, Draft draft) {
        this.references = references;
        this.draft = draft;
    }

    void read(Resource function, String name, Properties event) {
        String type = event.oneOf("Type", "", Set.of("SQS", "Api", "Schedule"));
        event.section("Properties").ifPresent(properties -> {
            if (type.equals("SQS")) {
                readQueue(function, name, properties);
                properties.finish();
            } else if (type.equals("Api")) {
                readRoute(function, properties);
                properties.finish();
            } else if (type.equals("Schedule")) {
                readSchedule(function, name, properties);
                properties.finish();
            }
        });
        event.finish();
    }

    private void readQueue(Resource function, String name, Properties event) {
        String arn = event.accept(Inert.SQS_EVENT).required("Queue");
        Optional<String> queue = references.find(QueueReader.TYPE, arn);
        if (queue.isEmpty() && event.text("Queue").isPresent()) {
            event.refuse("that is no queue of the template: " + arn, "Queue");
        }
        int batch = event.integer("BatchSize", BATCH);
        Duration window = event.seconds("MaximumBatchingWindowInSeconds", WINDOW);
        if (batch > 10 && window.isZero()) {
            event.refuse(batch + " without a batching window of a second at least", "BatchSize");
        }
        boolean reports = reports(event);
        OptionalInt concurrency = concurrency(event);
        if (event.flag("Enabled", true)) {
            queue.ifPresent(id -> draft.mappings.add(new EventSourceMapping(function.id() + name, function.id(), id,
                    batch, window, reports, concurrency)));
        }
    }

    private static boolean reports(Properties event) {
        List<String> types = event.texts("FunctionResponseTypes");
        if (types.stream().anyMatch(type -> !type.equals("ReportBatchItemFailures"))) {
            event.refuse(types + " (there is: ReportBatchItemFailures)", "FunctionResponseTypes");
        }
        return types.contains("ReportBatchItemFailures");
    }

    /**
     * A limit that is given, or what provisioned pollers can do together.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">Scaling of SQS mappings</a>
     */
    private static OptionalInt concurrency(Properties event) {
        OptionalInt limit = limit(event);
        if (!event.has("ProvisionedPollerConfig")) {
            return limit;
        }
        if (limit.isPresent()) {
            event.refuse("beside ScalingConfig.MaximumConcurrency: Lambda takes one of the two",
                    "ProvisionedPollerConfig");
        }
        Properties pollers = event.sectionOrEmpty("ProvisionedPollerConfig");
        int least = pollers.integer("MinimumPollers", LEAST_POLLERS);
        int most = pollers.integer("MaximumPollers", MOST_POLLERS);
        if (most < least) {
            pollers.refuse(most + " (below MinimumPollers " + least + ")", "MaximumPollers");
        }
        pollers.finish();
        return OptionalInt.of(most * INVOCATIONS_OF_A_POLLER);
    }

    private static OptionalInt limit(Properties event) {
        Properties scaling = event.sectionOrEmpty("ScalingConfig");
        int most = scaling.integer("MaximumConcurrency", CONCURRENCY);
        scaling.finish();
        return scaling.has("MaximumConcurrency") ? OptionalInt.of(most) : OptionalInt.empty();
    }

    private void readSchedule(Resource function, String name, Properties event) {
        String expression = event.accept(Inert.SCHEDULE_EVENT).required("Schedule");
        Optional<Duration> rate = Rate.parse(expression);
        if (rate.isEmpty()) {
            event.refuse(expression
                    + " (there is: rate(1 minute), rate(2 minutes) or more, hours and days likewise)", "Schedule");
        }
        Optional<String> input = event.text("Input");
        input.filter(text -> text.length() > LONGEST_INPUT || !isJson(text)).ifPresent(text ->
                event.refuse(text + " (there is: one JSON value of up to " + LONGEST_INPUT + " characters)", "Input"));
        boolean on = !event.oneOf("State", "ENABLED", Set.of("ENABLED", "DISABLED")).equals("DISABLED");
        if (event.flag("Enabled", true) && on) {
            rate.ifPresent(every -> draft.schedules.add(
                    new Schedule(function.id() + name, function.id(), every, input)));
        }
    }

    private static boolean isJson(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            boolean any = json.nextToken() != null;
            json.skipChildren();
            return any && json.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }

    private void readRoute(Resource function, Properties event) {
        String path = event.required("Path");
        if (!ApiReader.isRoutable(path)) {
            event.refuse("that is no path of a REST API", "Path");
        }
        String method = event.required("Method").toUpperCase(Locale.ROOT);
        Properties auth = event.sectionOrEmpty("Auth");
        boolean key = auth.flag("ApiKeyRequired", false);
        Optional<Boolean> said = auth.has("ApiKeyRequired") ? Optional.of(key) : Optional.empty();
        auth.finish();
        Duration timeout = Duration.ofMillis(event.integer("TimeoutInMillis", ApiReader.TIMEOUT));
        String api = event.text("RestApiId").orElse(IMPLICIT_API.toLowerCase(Locale.ROOT));
        Api.Route route = new Api.Route(method, path, function.id(), key, timeout);
        draft.eventRoutes.add(new Draft.EventRoute(api, route, said));
    }
}
