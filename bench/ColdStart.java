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
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long StatusFunction takes from the start of its container to its first answer, in Lambda's image for Java 25.
 *
 * <pre>java bench/ColdStart.java LABEL PACKAGE [runs] [JAVA_TOOL_OPTIONS]</pre>
 *
 * PACKAGE is a folder with lib/*.jar, as Lambda unpacks it. This program is Lambda's runtime API and the table, which
 * answers every read at once with nothing, so that no other process is measured; both are on this machine's loopback,
 * without TLS. Printed are medians, in milliseconds: to the runtime's first call for work (the function is initialised),
 * to the first answer (GET /jobs/ID of a job that is not there), that of a second such request, and one after a
 * few hundred other requests; and the CPU time of the container until the first answer.
 */
public final class ColdStart {

    private static final String IMAGE = "public.ecr.aws/lambda/java:25";
    private static final String RUNTIME = "/2018-06-01/runtime/";

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> answers = new LinkedBlockingQueue<>();
    private final AtomicLong ready = new AtomicLong();
    private volatile CountDownLatch initialised = new CountDownLatch(1);
    private int port;

    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        new ColdStart().measure(arguments[0], Path.of(arguments[1]).toAbsolutePath(), runs,
            arguments.length > 3 ? arguments[3] : "");
    }

    private void measure(String label, Path code, int runs, String options) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        port = server.getAddress().getPort();
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        List<double[]> measured = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            double[] row = start(code, options);
            if (run > 0) { // the first one reads everything from the disk
                measured.add(row);
            }
        }
        System.out.printf(Locale.ROOT, "%-40s n=%d init %.0f  first %.0f  second %.1f  cpu %.2f s | warm: %.1f%n",
            label, runs, median(measured, 0), median(measured, 1), median(measured, 2), median(measured, 3),
            median(measured, 4));
        server.stop(0);
        System.exit(0);
    }

    private double[] start(Path code, String options) throws Exception {
        initialised = new CountDownLatch(1);
        String name = "coldstart-" + System.nanoTime();
        List<String> command = new ArrayList<>(List.of("docker", "run", "--rm", "--name", name, "--network", "host",
            "-v", code + ":/var/task", "-e", "AWS_LAMBDA_RUNTIME_API=127.0.0.1:" + port,
            "-e", "_HANDLER=dev.elementwise.status.StatusFunction::handleRequest", "-e", "AWS_REGION=us-east-1",
            "-e", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=1769", "-e", "AWS_LAMBDA_FUNCTION_NAME=status",
            "-e", "AWS_LAMBDA_FUNCTION_VERSION=1", "-e", "AWS_LAMBDA_LOG_GROUP_NAME=g", "-e",
            "AWS_LAMBDA_LOG_STREAM_NAME=s", "-e", "AWS_ACCESS_KEY_ID=x", "-e", "AWS_SECRET_ACCESS_KEY=x",
            "-e", "AWS_ENDPOINT_URL=http://127.0.0.1:" + port, "-e", "TABLE_NAME=jobs",
            "-e", "JOBS_QUEUE_URL=http://127.0.0.1:" + port + "/0/jobs",
            "-e", "FORKS_QUEUE_URL=http://127.0.0.1:" + port + "/0/forks", "-e", "ELEMENT_LIMIT_SECONDS=60"));
        for (String setting : List.of("MAX_ELEMENTS=1000000", "MAX_RESULT_BYTES=68719476736", "MAX_RUN_DAYS=3",
            "RETENTION_DAYS=7", "FAULT_TASK=off", "CORS_ORIGIN=none", "COMPUTE_MEMORY=10240", "ARCHITECTURE=arm64")) {
            command.addAll(List.of("-e", setting));
        }
        if (!options.isEmpty()) {
            command.addAll(List.of("-e", "JAVA_TOOL_OPTIONS=" + options));
        }
        command.add(IMAGE);
        command.add("dev.elementwise.status.StatusFunction::handleRequest");
        long began = System.nanoTime();
        Process container = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(Path.of(System.getProperty("java.io.tmpdir"), "coldstart.log").toFile()).start();
        try {
            String job = event("/jobs/00000000000000000000000000");
            events.add(job);
            long first = await(container);
            double cpu = cpuSeconds(name);
            double second = once(job, container);
            for (int i = 0; i < 300; i++) {
                once(event("/tasks"), container);
                once(event("/openapi.json"), container);
                if (i < 3) {
                    once(job, container);
                    once(event("/jobs/00000000000000000000000000/results"), container);
                }
            }
            return new double[] {(ready.get() - began) / 1e6, (first - began) / 1e6, second, cpu, once(job, container)};
        } finally {
            new ProcessBuilder("docker", "kill", "--signal", "TERM", name).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            container.waitFor(30, TimeUnit.SECONDS); // a class-data archive that is asked for is written now
            events.add("{}"); // for the dead container's call, which still waits for work
            while (!events.isEmpty()) {
                Thread.onSpinWait();
            }
            answers.clear();
        }
    }

    private double once(String event, Process container) throws Exception {
        long began = System.nanoTime();
        events.add(event);
        return (await(container) - began) / 1e6;
    }

    private long await(Process container) throws Exception {
        Long answered = answers.poll(60, TimeUnit.SECONDS);
        if (answered == null) {
            throw new IllegalStateException("No answer within a minute; the container "
                + (container.isAlive() ? "runs" : "has ended") + ", see coldstart.log in the folder for temporary files");
        }
        return answered;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals(RUNTIME + "invocation/next")) {
            if (initialised.getCount() > 0) {
                ready.set(System.nanoTime());
                initialised.countDown();
            }
            next(exchange);
        } else if (path.startsWith(RUNTIME)) {
            answers.add(System.nanoTime());
            if (!path.endsWith("/response") || !new String(body, StandardCharsets.UTF_8).contains("statusCode")) {
                System.err.println(path + ": " + new String(body, StandardCharsets.UTF_8));
            }
            send(exchange, 202, "{}");
        } else {
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            send(exchange, 200, "{}");
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            String event = events.take();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "request");
            exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms",
                Long.toString(System.currentTimeMillis() + 29_000));
            exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:x:1:function:x");
            send(exchange, 200, event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** User and system time of the container's processes, by its control group's or its first process's count. */
    private static double cpuSeconds(String name) throws Exception {
        Process inspect = new ProcessBuilder("docker", "inspect", "--format", "{{.State.Pid}}", name).start();
        String pid;
        try (InputStream output = inspect.getInputStream()) {
            pid = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        String[] stat = Files.readString(Path.of("/proc", pid, "stat")).replaceFirst(".*\\) ", "").split(" ");
        return (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) / 100.0;
    }

    private static String event(String path) {
        return ("{\"httpMethod\":\"GET\",\"path\":\"%s\",\"headers\":{},\"body\":null,\"isBase64Encoded\":false,"
            + "\"requestContext\":{\"requestId\":\"r\",\"stage\":\"v1\",\"path\":\"%s\",\"identity\":{}}}")
            .formatted(path, path);
    }

    private static double median(List<double[]> rows, int column) {
        double[] values = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
        return Arrays.stream(values).skip((values.length - 1) / 2).limit(values.length % 2 == 0 ? 2 : 1).average()
            .orElseThrow();
    }
}
