package dev.elementwise.emulator;

import dev.elementwise.emulator.Closing.Part;
import dev.elementwise.emulator.dynamodb.LocalDynamoDb;
import dev.elementwise.emulator.dynamodb.NativeSqlite;
import dev.elementwise.emulator.gateway.ApiServer;
import dev.elementwise.emulator.gateway.GatewaySettings;
import dev.elementwise.emulator.lambda.FunctionPool;
import dev.elementwise.emulator.lambda.LambdaSettings;
import dev.elementwise.emulator.mapping.EventSourceMappings;
import dev.elementwise.emulator.schedule.Schedules;
import dev.elementwise.emulator.sqs.LocalSqs;
import dev.elementwise.emulator.stack.Api;
import dev.elementwise.emulator.stack.EventSourceMapping;
import dev.elementwise.emulator.stack.FunctionResource;
import dev.elementwise.emulator.stack.QueueResource;
import dev.elementwise.emulator.stack.Stack;
import dev.elementwise.emulator.template.Deployment;
import dev.elementwise.emulator.template.TemplateReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The order in which an emulator's parts start. What can goes side by side: the queues and the tables with the reading
 * of the template, then the functions' JVMs with the making of queues and tables. The API comes last, when all that its
 * functions call is there. The functions' JVMs start one after the other, first the one that most of an API's routes
 * wait for: each start takes a core, and more at a time would only make the first answer later.
 */
final class Startup {

    private static final String STACK = "local";
    /** Kept here, for a logger that nobody holds forgets its level. DynamoDB Local's SQLite complains at each start. */
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private final EmulatorOptions options;
    private final Closing closing;

    Startup(EmulatorOptions options) {
        this.options = options;
        this.closing = new Closing(options.log());
        SQLITE.setLevel(Level.OFF);
    }

    Emulator run() throws IOException, InterruptedException {
        boolean started = false;
        try (Together together = new Together()) {
            ListenAddress.requireOwn(options.host());
            if (options.extent() == Extent.WHOLE) {
                ListenAddress.requireFree(options.host(), options.port());
            }
            if (options.data().isPresent()) {
                closing.add(Part.DATA, DataFolder.take(options.data().get()));
            }
            Emulator emulator = start(together);
            started = true;
            return emulator;
        } finally {
            if (!started) {
                closing.close();
            }
        }
    }

    private Emulator start(Together together) throws IOException, InterruptedException {
        PartPorts ports = PartPorts.find(options.port());
        int tablesPort = ports.tables();
        int queuesPort = ports.queues();
        Pending<LocalDynamoDb> tables = together.start(() -> closing.add(Part.TABLES, tables(tablesPort)));
        Pending<LocalSqs> queues = together.start(() -> closing.add(Part.QUEUES, queues(queuesPort)));
        URI queuesAt = LocalSqs.endpoint(options.partsHost(), queuesPort);
        Stack whole = new TemplateReader(Deployment.local(STACK, name -> LocalSqs.urlOf(queuesAt, name)))
                .read(options.template(), options.parameters(), options.preferences());
        Map<String, String> endpoints =
                Variables.endpoints(queuesAt, LocalDynamoDb.endpoint(options.partsHost(), tablesPort));
        Stack stack = options.extent().of(whole);
        FunctionPool functions = functions(stack, endpoints);
        Pending<Boolean> made = together.start(() -> make(stack, tables.get()));
        queues.get().createQueues(stack.queues());
        made.get();
        closing.add(Part.MAPPINGS, new EventSourceMappings(stack, queues.get(), functions, closing.logOfCalls()));
        closing.add(Part.SCHEDULES, new Schedules(stack.schedules(), functions, closing.logOfCalls()));
        Map<String, URI> parts = new LinkedHashMap<>();
        parts.put("queues", queues.get().endpoint());
        parts.put("tables", tables.get().endpoint());
        Emulator emulator =
                new Emulator(stack, serve(stack, functions), parts, Variables.of(whole, endpoints), closing);
        Stream.concat(called(stack).stream().skip(1), fed(stack)).reduce(CompletableFuture.<Void>completedFuture(null),
                (before, function) -> before.thenCompose(started -> functions.prewarm(function)),
                (before, after) -> before.thenCompose(started -> after));
        return emulator;
    }

    private LocalDynamoDb tables(int port) throws IOException {
        NativeSqlite.layOut(options.cache());
        try {
            return new LocalDynamoDb(options.partsHost(), port, folder("tables"));
        } catch (BindException e) { // else it would read as if the API's port were taken
            throw new IOException("the tables' port was taken by another program meanwhile; start again", e);
        }
    }

    private LocalSqs queues(int port) throws IOException {
        try {
            return new LocalSqs(options.partsHost(), port, folder("queues"));
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Optional<Path> folder(String name) {
        return options.data().map(data -> data.resolve(name));
    }

    private static boolean make(Stack stack, LocalDynamoDb tables) throws IOException {
        try {
            tables.createTables(stack.tables());
            return true;
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private FunctionPool functions(Stack stack, Map<String, String> endpoints) throws IOException {
        FunctionPool functions = closing.add(Part.FUNCTIONS, new FunctionPool(stack.functions(),
                new LambdaSettings(endpoints, limits(stack), options.cache(), options.archives(), options.compilers(),
                        options.log())));
        called(stack).stream().findFirst().ifPresent(functions::prewarm);
        return functions;
    }

    /** Functions that an API calls, first the one of most routes. */
    private static Set<String> called(Stack stack) {
        Map<String, Long> routes = stack.apis().stream().flatMap(api -> api.routes().stream())
                .collect(Collectors.groupingBy(Api.Route::function, LinkedHashMap::new, Collectors.counting()));
        return routes.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Functions that queues feed which are more than the end of another's dead letters: those come late, if ever. */
    private static Stream<String> fed(Stack stack) {
        Set<String> deadLetters = stack.queues().stream().flatMap(queue -> queue.redrive().stream())
                .map(QueueResource.Redrive::deadLetterQueue).collect(Collectors.toSet());
        return stack.mappings().stream().filter(mapping -> !deadLetters.contains(mapping.queue()))
                .map(EventSourceMapping::function).distinct();
    }

    /** What only queues feed never needs more environments than its mappings fill. */
    private static Map<String, Integer> limits(Stack stack) {
        Set<String> called = called(stack);
        return stack.functions().stream().filter(function -> !called.contains(function.id()))
                .collect(Collectors.toMap(FunctionResource::id, EventSourceMappings::slots));
    }

    private Map<String, URI> serve(Stack stack, FunctionPool functions) throws IOException {
        Map<String, URI> addresses = new LinkedHashMap<>();
        int port = options.port();
        for (Api api : stack.apis()) {
            ApiServer server = closing.add(Part.API, ApiServer.start(api, functions, new GatewaySettings(
                    new InetSocketAddress(options.host(), port), Clock.systemUTC(), closing.logOfCalls())));
            addresses.put(api.id(), address(server.address().getPort()));
            port = 0;
        }
        return addresses;
    }

    private URI address(int port) {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return URI.create("http://" + host + ":" + port);
    }
}
