import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many callers at once: each sends a job of short elements with {@code Prefer: wait} and the next when it is answered,
 * from the emulator's start on. Told every ten seconds: jobs a second, how long they took, and what CPU time the
 * emulator and its functions took for each. Ends by itself.
 *
 * <pre>java bench/Callers.java [elements a job, 1] [callers, 16] [times ten seconds, 7] [options of up ...]</pre>
 */
public final class Callers {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int START_SECONDS = 120;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    public static void main(String[] args) throws Exception {
        int[] numbers = {1, 16, 7};
        int given = Math.min(args.length, numbers.length);
        for (int i = 0; i < given; i++) {
            numbers[i] = Integer.parseInt(args[i]);
        }
        new Callers().run(numbers[0], numbers[1], numbers[2], List.of(args).subList(given, args.length));
    }

    private void run(int elements, int callers, int windows, List<String> options) throws Exception {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(Path.of("elementwise").toAbsolutePath().toString(), "up",
            "--port", Integer.toString(port)));
        command.addAll(options);
        Process emulator = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::destroy));
        URI base = URI.create("http://127.0.0.1:" + port);
        awaitHealth(base);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        HttpRequest job = job(base, elements);
        IntStream.range(0, callers).forEach(caller -> threads.submit(() -> callUntilOver(job)));
        System.out.println("| seconds | jobs a second | median | 95th percentile | CPU time a job |");
        System.out.println("|---|---|---|---|---|");
        for (int window = 1; window <= windows; window++) {
            tell(emulator, window);
        }
        over = true;
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
        emulator.destroy();
        emulator.waitFor(1, TimeUnit.MINUTES);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitHealth(URI base) throws InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(base.resolve("/health")).build();
        for (int tries = 0; tries < START_SECONDS * 10; tries++) {
            try {
                if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // it does not listen yet
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("The emulator has not started within " + START_SECONDS + " s");
    }

    private static HttpRequest job(URI base, int elements) {
        String list = IntStream.rangeClosed(1, elements).mapToObj(Integer::toString).collect(Collectors.joining(","));
        return HttpRequest.newBuilder(base.resolve("/jobs")).header("Content-Type", "application/json")
            .header("Prefer", "wait=25").POST(HttpRequest.BodyPublishers.ofString(
                "{\"task\":\"monte-carlo-pi\",\"params\":{\"samples\":1000},\"elements\":[" + list + "]}")).build();
    }

    private void callUntilOver(HttpRequest job) {
        while (!over) {
            long begin = System.nanoTime();
            try {
                HttpResponse<String> answer = client.send(job, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200 || !answer.body().contains("\"failed\":0")) {
                    System.err.println("not done: " + answer.statusCode());
                }
                millis.add((System.nanoTime() - begin) / 1e6);
            } catch (IOException e) {
                System.err.println("no answer: " + e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void tell(Process emulator, int window) throws InterruptedException {
        millis.clear();
        double before = cpuMillis(emulator);
        long begin = System.nanoTime();
        Thread.sleep(WINDOW.toMillis());
        List<Double> sorted = new ArrayList<>(millis);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpu = cpuMillis(emulator) - before;
        if (sorted.isEmpty()) {
            System.out.printf("| %d | none |  |  |  |%n", window * WINDOW.toSeconds());
            return;
        }
        sorted.sort(null);
        System.out.printf("| %d | %.0f | %.0f ms | %.0f ms | %.0f ms |%n", window * WINDOW.toSeconds(),
            sorted.size() / seconds, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 95 / 100),
            cpu / sorted.size());
    }

    private static double cpuMillis(Process emulator) {
        return Stream.concat(Stream.of(emulator.toHandle()), emulator.descendants())
            .flatMap(process -> process.info().totalCpuDuration().stream()).mapToDouble(Duration::toMillis).sum();
    }
}
