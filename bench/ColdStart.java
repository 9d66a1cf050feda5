import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * How long a function behind the API takes from the start of its container to its first answer, in Lambda's image for
 * Java 25.
 *
 * <pre>java bench/ColdStart.java RUNS LABEL=FOLDER[,NAME=VALUE]...</pre>
 *
 * A folder has lib/*.jar, as `sam build` leaves it, and its name begins with the function's, StatusFunction or
 * SubmitFunction; variables are the function's, such as JAVA_TOOL_OPTIONS. This program is Lambda's runtime API, and
 * table and queue too, which answer every call at once with nothing: so no other process is measured. All are on this
 * machine, without TLS. The variants take turns, RUNS times; one round before that is not
 * counted, and is all where RUNS is 0. Printed are medians: milliseconds to the runtime's first call for work (the
 * function is initialised, or a snapshot would be taken of it), to the first answer (404, for a job that is not there),
 * and that this request and a second one take; the CPU time of the container until the first answer. Variants
 * are compared by that and by ratios, for the time depends on what else the machine does.
 */
public final class ColdStart implements AutoCloseable {

    private static final String IMAGE = "public.ecr.aws/lambda/java:25";
    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final String EVENT = "{\"httpMethod\":\"%s\",\"path\":\"/jobs/00000000000000000000000001%s\","
        + "\"headers\":{},\"body\":null,\"isBase64Encoded\":false,"
        + "\"requestContext\":{\"requestId\":\"r\",\"stage\":\"v1\",\"path\":\"/\",\"identity\":{}}}";
    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> answers = new LinkedBlockingQueue<>();
    private final CountDownLatch initialised = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile long ready;

    private ColdStart() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private record Variant(String label, Path code, List<String> variables, List<double[]> measured) {

        static Variant of(String text) {
            String[] named = text.split("=", 2);
            List<String> parts = List.of(named[1].split(","));
            return new Variant(named[0], Path.of(parts.get(0)).toAbsolutePath(), parts.subList(1, parts.size()),
                new ArrayList<>());
        }

        private boolean submits() {
            return code.getFileName().toString().startsWith("SubmitFunction");
        }

        String handler() {
            return (submits() ? "dev.elementwise.submit.SubmitFunction" : "dev.elementwise.status.StatusFunction")
                + "::handleRequest";
        }

        String event() {
            return submits() ? EVENT.formatted("POST", "/close") : EVENT.formatted("GET", "");
        }

        double median(int column) {
            double[] values = measured.stream().mapToDouble(row -> row[column]).sorted().toArray();
            return Arrays.stream(values).skip((values.length - 1) / 2).limit(values.length % 2 == 0 ? 2 : 1).average()
                .orElseThrow();
        }
    }

    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        List<Variant> variants = Arrays.stream(arguments).skip(1).map(Variant::of).toList();
        for (int run = 0; run <= runs; run++) {
            for (Variant variant : variants) {
                try (ColdStart start = new ColdStart()) {
                    double[] row = start.measure(variant);
                    if (run > 0) { // the first one reads everything from the disk
                        variant.measured().add(row);
                    }
                }
            }
        }
        if (runs > 0) {
            print(variants);
        }
    }

    private static void print(List<Variant> variants) {
        System.out.printf("%-24s %8s %8s %8s %8s %8s%n", "", "init ms", "all ms", "CPU s", "1st ms", "2nd ms");
        for (Variant variant : variants) {
            System.out.printf(Locale.ROOT, "%-24s %8.0f %8.0f %8.2f %8.1f %8.1f%n", variant.label(), variant.median(0),
                variant.median(1), variant.median(2), variant.median(3), variant.median(4));
        }
    }

    private double[] measure(Variant variant) throws Exception {
        String name = "coldstart-" + System.nanoTime();
        Path log = Files.createTempFile(name, ".log");
        long began = System.nanoTime();
        Process container = new ProcessBuilder(command(name, variant)).redirectErrorStream(true)
            .redirectOutput(log.toFile()).start();
        try {
            events.add(variant.event());
            long first = await(log);
            double cpu = cpuSeconds(name);
            long again = System.nanoTime();
            events.add(variant.event());
            double second = (await(log) - again) / 1e6;
            return new double[] {(ready - began) / 1e6, (first - began) / 1e6, cpu, (first - ready) / 1e6, second};
        } finally {
            docker("stop", "--time", "20", name); // a class-data archive that is asked for is written now
            container.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Files.delete(log);
        }
    }

    private List<String> command(String name, Variant variant) {
        String here = "http://127.0.0.1:" + server.getAddress().getPort();
        List<String> command = new ArrayList<>(List.of("docker", "run", "--rm", "--name", name,
            "--network", "host", "-v", variant.code() + ":/var/task"));
        List<String> settings = new ArrayList<>(List.of("AWS_LAMBDA_RUNTIME_API=" + here.substring("http://".length()),
            "_HANDLER=" + variant.handler(), "AWS_REGION=us-east-1", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=1769",
            "AWS_LAMBDA_FUNCTION_NAME=status", "AWS_LAMBDA_FUNCTION_VERSION=1", "AWS_LAMBDA_LOG_GROUP_NAME=g",
            "AWS_LAMBDA_LOG_STREAM_NAME=s", "AWS_ACCESS_KEY_ID=x", "AWS_SECRET_ACCESS_KEY=x", "AWS_ENDPOINT_URL=" + here,
            "TABLE_NAME=jobs", "JOBS_QUEUE_URL=" + here + "/0/jobs", "FORKS_QUEUE_URL=" + here + "/0/forks",
            "ELEMENT_LIMIT_SECONDS=60", "MAX_ELEMENTS=1000000", "MAX_RESULT_BYTES=68719476736", "MAX_RUN_DAYS=3",
            "RETENTION_DAYS=7", "FAULT_TASK=off", "CORS_ORIGIN=none", "COMPUTE_MEMORY=10240",
            "COMPUTE_CONCURRENCY=400", "ARCHITECTURE=arm64"));
        settings.addAll(variant.variables());
        settings.forEach(setting -> command.addAll(List.of("-e", setting)));
        command.addAll(List.of(IMAGE, variant.handler()));
        return command;
    }

    private long await(Path log) throws Exception {
        Long answered = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answered == null) {
            throw new IllegalStateException("No answer within a minute. The container: " + Files.readString(log));
        }
        return answered;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals(RUNTIME + "restore/next")) { // now the snapshot would be taken
            initialise();
            send(exchange, 200, "application/json", "{}");
        } else if (path.equals(RUNTIME + "invocation/next")) {
            initialise();
            next(exchange);
        } else if (path.startsWith(RUNTIME)) {
            long now = System.nanoTime();
            String said = new String(body, StandardCharsets.UTF_8);
            send(exchange, 202, "application/json", "{}");
            if (path.endsWith("/response") && said.contains("\"statusCode\":404")) {
                answers.add(now);
            } else {
                System.err.println(path + ": " + said);
            }
        } else {
            send(exchange, 200, "application/x-amz-json-1.0", "{}");
        }
    }

    private void initialise() {
        if (initialised.getCount() > 0) {
            ready = System.nanoTime();
            initialised.countDown();
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            String event = events.take();
            exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "request");
            exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms",
                Long.toString(System.currentTimeMillis() + 29_000));
            exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:x:1:function:x");
            send(exchange, 200, "application/json", event); // the runtime's client crashes without a type
        } catch (InterruptedException e) {
            exchange.close(); // the container has ended
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** User and system time so far of the container's first process, which becomes the JVM. */
    private static double cpuSeconds(String name) throws Exception {
        String pid = docker("inspect", "--format", "{{.State.Pid}}", name);
        String[] stat = Files.readString(Path.of("/proc", pid, "stat")).replaceFirst(".*\\) ", "").split(" ");
        return (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) / 100.0;
    }

    private static String docker(String... line) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(line));
        Process process = new ProcessBuilder(command).start();
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
