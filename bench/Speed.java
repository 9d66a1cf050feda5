import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Measures the embedded emulator from outside, over HTTP: how soon it answers, what a small job takes, how well a list
 * fills the cores, and how fast 100,000 outcomes come back. Medians of ten, in memory, everything on this machine.
 *
 * <pre>java bench/Speed.java</pre>
 */
public final class Speed {

    private static final int ROUNDS = 10;
    private static final int LARGE = 100_000;
    private static final int LONG = 2_000_000;
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("<([^>]+)>; *rel=\"next\"");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path home;
    private final List<Process> started = new ArrayList<>();
    private URI base = URI.create("http://127.0.0.1");

    private Speed(Path home) {
        this.home = home;
    }

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args.length > 0 ? args[0] : ".").toAbsolutePath().normalize();
        Speed speed = new Speed(home);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> speed.started.forEach(Process::destroy)));
        speed.measure();
    }

    private void measure() throws Exception {
        run(home.resolve("elementwise").toString(), "map", "identity", "1");
        System.out.printf("%d processors, Java %s%n%n", Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"));
        System.out.println("| what | median | 95th percentile | goal |");
        System.out.println("|---|---|---|---|");
        starts();
        Process emulator = up();
        warmUp();
        row("job of one element, Prefer: wait", "ms", times(100, i -> millis(() -> waitFor("identity", "[1]"))),
            "30 / 60");
        cores();
        large("list", "{\"task\":\"identity\",\"elements\":" + IntStream.range(0, LARGE).boxed().toList() + "}");
        large("range", "{\"task\":\"identity\",\"range\":{\"stop\":" + LARGE + "}}");
        stop(emulator);
    }

    private void starts() throws Exception {
        double[] health = new double[ROUNDS];
        double[] job = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            Process emulator = up();
            health[round] = since(begin);
            waitFor("count-primes", "[100000]");
            job[round] = since(begin);
            stop(emulator);
        }
        row("start to first `GET /health`", "ms", health, "1,500");
        row("start to first job done", "ms", job, "2,500");
    }

    private void warmUp() {
        times(200, i -> millis(() -> waitFor("identity", "[1]")));
        times(5, i -> millis(() -> waitFor("pbkdf2", derivations(64, 10_000))));
    }

    /** 64 elements of about 10 ms; an element's own time is taken from one that is a hundred times as long. */
    private void cores() {
        double nothing = median(times(30, i -> millis(() -> waitFor("identity", "[1]"))));
        double hundred = median(times(ROUNDS, i -> millis(() -> waitFor("pbkdf2", derivations(1, LONG))))) - nothing;
        int iterations = (int) (LONG * 10 / hundred);
        double own = hundred * iterations / LONG;
        double[] all = times(ROUNDS, i -> millis(() -> waitFor("pbkdf2", derivations(64, iterations))));
        double ideal = 64 * own / Runtime.getRuntime().availableProcessors();
        System.out.printf("| 64 elements of %.1f ms each, over 64 x own time / cores = %.0f ms | %.2f | %.2f | 1.25 |%n",
            own, ideal, median(all) / ideal, percentile(all, 95) / ideal);
    }

    private void large(String kind, String body) {
        double[] completed = new double[ROUNDS];
        double[] paged = new double[ROUNDS];
        double[] streamed = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            String id = find(ID, post(body, "respond-async")).orElseThrow();
            String job = "";
            while (!job.contains("\"status\":\"completed\"")) {
                job = get("/jobs/" + id, "Prefer", "wait=20").body();
            }
            completed[round] = since(begin);
            require(pages(id) == LARGE, "every outcome once");
            paged[round] = since(begin);
            long second = System.nanoTime();
            require(lines(id) == LARGE, "every outcome once");
            streamed[round] = completed[round] + since(second);
        }
        String what = "100,000 `identity` elements, " + kind;
        row(what + ", to `completed`", "ms", completed, "800");
        row(what + ", every outcome read as JSON", "ms", paged, "1,500");
        row(what + ", every outcome read as NDJSON", "ms", streamed, "1,500");
    }

    private int pages(String id) {
        int outcomes = 0;
        String cursor = "";
        while (cursor != null) {
            String page = get("/jobs/" + id + "/results?limit=1000" + cursor, "Accept", "application/json").body();
            outcomes += page.split("\"index\":", -1).length - 1;
            cursor = find(NEXT, page).map(next -> "&cursor=" + next).orElse(null);
        }
        return outcomes;
    }

    private int lines(String id) {
        int outcomes = 0;
        String path = "/jobs/" + id + "/results?limit=10000";
        while (path != null) {
            HttpResponse<String> page = get(path, "Accept", "application/x-ndjson");
            outcomes += (int) page.body().lines().count();
            path = page.headers().firstValue("Link").flatMap(link -> find(LINK, link)).orElse(null);
        }
        return outcomes;
    }

    private static String derivations(int count, int iterations) {
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add("{\"password\":\"p" + i + "\",\"salt\":\"s\",\"iterations\":" + iterations + "}");
        }
        return elements.toString();
    }

    private void waitFor(String task, String elements) {
        String job = post("{\"task\":\"" + task + "\",\"elements\":" + elements + "}", "wait=25");
        require(job.contains("\"status\":\"completed\"") && job.contains("\"failed\":0"), job);
    }

    private String post(String body, String preference) {
        return send(HttpRequest.newBuilder(base.resolve("/jobs")).header("Content-Type", "application/json")
            .header("Prefer", preference).POST(HttpRequest.BodyPublishers.ofString(body))).body();
    }

    private HttpResponse<String> get(String path, String name, String value) {
        return send(HttpRequest.newBuilder(base.resolve(path)).header(name, value));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                client.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
            require(response.statusCode() < 300, response.statusCode() + " " + response.body());
            return response;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts the emulator; returns as soon as it answers. */
    private Process up() throws Exception {
        int port = freePort();
        base = URI.create("http://127.0.0.1:" + port);
        Process emulator = new ProcessBuilder(home.resolve("elementwise").toString(), "up", "--port", "" + port)
            .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        started.add(emulator);
        while (emulator.isAlive()) {
            try {
                get("/health", "Accept", "application/json");
                return emulator;
            } catch (IllegalStateException notYet) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        throw new IllegalStateException("The emulator ended with exit code " + emulator.exitValue());
    }

    /** None that the system gives to outgoing connections: one of those that ask for health would take it. */
    private static int freePort() throws IOException {
        while (true) {
            try (ServerSocket free = new ServerSocket(ThreadLocalRandom.current().nextInt(10_000, 20_000))) {
                return free.getLocalPort();
            } catch (BindException taken) {
                continue;
            }
        }
    }

    private void stop(Process emulator) throws InterruptedException {
        emulator.destroy();
        emulator.waitFor();
        started.remove(emulator);
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        require(process.waitFor() == 0, String.join(" ", command));
    }

    private static double millis(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return since(begin);
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double[] times(int count, IntToDoubleFunction measurement) {
        return IntStream.range(0, count).mapToDouble(measurement).toArray();
    }

    private static void row(String what, String unit, double[] values, String goal) {
        System.out.printf("| %s | %,.0f %s | %,.0f %s | %s |%n", what, median(values), unit, percentile(values, 95),
            unit, goal);
    }

    private static double median(double[] values) {
        return percentile(values, 50);
    }

    private static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("This does not hold: " + what);
        }
    }
}
