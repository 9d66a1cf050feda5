import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Runs the same work on Elementwise's emulator, on FastAPI with a process pool and on Celery with Redis, over HTTP, in
 * turns, and prints a table. Every value is checked. Started by {@code run.sh}, which sees to what it needs.
 *
 * <p>The work is an element of SplitMix64 and a quarter circle, in Java and in pure Python, at as many samples as cost
 * the same CPU time in both. The ideal of a list is the CPU time that its own elements took, shared by all cores: each
 * system measures it around its elements, in the very run whose time is compared. So neither a drift of the machine's
 * speed nor another compilation of the same loop counts for or against anybody. What a system's other work costs its
 * elements, in caches for example, is part of their own time. A list's ratios are medians of those of single rounds, in
 * which the systems take turns. For lists Elementwise is started as ever, for small jobs anew, with
 * {@code --sustained-load}, and each time all clients are at it for four minutes before. Then each peer has a minute of
 * lists before lists are measured, and 40 s of all clients' jobs before jobs a second are counted.
 */
public final class Peers {

    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int CLIENTS = 16;
    private static final double ELEMENT_MILLIS = 10;
    private static final List<Double> SHORT_MILLIS = List.of(0.01, 0.1);
    /** Of a job's only element. */
    private static final double SINGLE_MILLIS = 0.1;
    /** Of all clients at once, Elementwise alone: until then, compilers have most to do. */
    private static final double COMPILE_SECONDS = 240;
    /** Of all clients at once, each peer. */
    private static final double WARM_UP_SECONDS = 40;
    /** Of lists like those that are measured, each peer: compilers have their work with them, too. */
    private static final double LIST_WARM_UP_SECONDS = 60;
    /** How long Celery's {@code get()} sleeps after a first look in vain, at its best; by default half a second. */
    private static final double CELERY_INTERVAL_SECONDS = 0.005;
    /** About as many samples as cost {@link #ELEMENT_MILLIS}; what was compiled for one of them is slow at more. */
    private static final long FIRST_SIZE = 1_000_000;
    /** How many times what an element costs is measured, one peer beside the other. */
    private static final int CALIBRATIONS = 9;
    private static final String WORK = "monte-carlo-pi";
    private static final String IN_C = "pbkdf2";
    private static final Pattern VALUE = Pattern.compile("\"value\":(\"[0-9a-f]+\"|[0-9]+)");
    private static final Pattern RESULTS = Pattern.compile("\"results\":\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final Pattern VALUES = Pattern.compile("\"[0-9a-f]+\"|[0-9]+");
    private static final Pattern CPU_SECONDS = Pattern.compile("\"cpuSeconds\":([0-9.eE-]+)");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final List<Process> started = new ArrayList<>();
    /** What is inside, by size and seed: while systems are measured nothing of it is computed again. */
    private final Map<Long, Map<Long, String>> known = new ConcurrentHashMap<>();
    private final Path home;
    private final Path logs;
    /** A share of the full number of rounds and of the seconds of one, for a try; it does not shorten warm-ups. */
    private final double share;

    private Peers(Path home, Path logs, double share) {
        this.home = home;
        this.logs = logs;
        this.share = share;
    }

    /** @param args the project's folder; then, for a quick try, a share of the rounds such as 0.2 */
    public static void main(String[] args) throws Exception {
        Path logs = Files.createTempDirectory("peers");
        Peers peers = new Peers(Path.of(args[0]), logs, args.length > 1 ? Double.parseDouble(args[1]) : 1);
        Runtime.getRuntime().addShutdownHook(new Thread(peers::end));
        try {
            peers.measure();
        } catch (Exception e) {
            System.err.println("What the systems said is in " + logs);
            throw e;
        } finally {
            peers.end();
        }
    }

    /** A system under comparison. */
    private abstract class Peer {

        final String name;
        final URI base;
        private final IntFunction<List<Integer>> chunks;
        /** What an element of {@link #ELEMENT_MILLIS} takes. */
        long size;

        /** @param chunks how large those of so many elements may be, of which the best counts */
        Peer(String name, URI base, IntFunction<List<Integer>> chunks) {
            this.name = name;
            this.base = base;
            this.chunks = chunks;
        }

        List<Integer> chunks(int elements) {
            return chunks.apply(elements);
        }

        abstract Answer answer(String task, List<Long> elements, long size, int chunk) throws Exception;

        long size(double millis) {
            return Math.max(1, Math.round(size * millis / ELEMENT_MILLIS));
        }

        /** What a list takes, after a look at its values. */
        Run run(String task, int count, long size, int chunk) throws Exception {
            List<Long> elements = LongStream.rangeClosed(1, count).boxed().toList();
            long begin = System.nanoTime();
            Answer answer = answer(task, elements, size, chunk);
            double millis = (System.nanoTime() - begin) / 1e6;
            check(task, elements, size, answer.values);
            return new Run(millis, answer.cpuSeconds * 1_000 / CORES);
        }
    }

    /** @param cpuSeconds of all elements together, measured where they were computed */
    private record Answer(List<String> values, double cpuSeconds) {
    }

    /** @param ideal the milliseconds of the elements' own CPU time, shared by all cores */
    private record Run(double millis, double ideal) {

        double multiple() {
            return millis / ideal;
        }

        /** Over what the aim allows. */
        double overAim() {
            return millis / (1.05 * ideal + 40);
        }
    }

    private final class Elementwise extends Peer {

        Elementwise(URI base) {
            super("Elementwise", base, elements -> List.of(0));
        }

        @Override
        Answer answer(String task, List<Long> elements, long size, int chunk) throws Exception {
            String body = task.equals(WORK)
                ? "{\"task\":\"" + task + "\",\"elements\":" + elements + ",\"params\":{\"samples\":" + size + "}}"
                : "{\"task\":\"" + task + "\",\"elements\":" + elements.stream().map(seed -> "{\"password\":\"p" + seed
                    + "\",\"salt\":\"s\",\"iterations\":" + size + "}").toList() + "}";
            String page = post(base.resolve("/jobs"), body, "wait=25");
            require(page.contains("\"status\":\"completed\"") && page.contains("\"failed\":0"), page);
            double cpuSeconds = cpuSeconds(page);
            List<String> values = find(VALUE, page, 1);
            String results = find(RESULTS, page, 1).get(0);
            for (List<String> next = find(NEXT, page, 1); !next.isEmpty(); next = find(NEXT, page, 1)) {
                page = get(base.resolve(results + "?limit=1000&cursor=" + next.get(0)));
                values.addAll(find(VALUE, page, 1));
            }
            return new Answer(values, cpuSeconds);
        }
    }

    /** FastAPI before a process pool, or before Celery. */
    private final class Python extends Peer {

        Python(String name, URI base, IntFunction<List<Integer>> chunks) {
            super(name, base, chunks);
        }

        @Override
        Answer answer(String task, List<Long> elements, long size, int chunk) throws Exception {
            String body = "{\"task\":\"" + task + "\",\"seeds\":" + elements + ",\"size\":" + size + ",\"chunk\":"
                + chunk + "}";
            String answer = post(base.resolve("/jobs"), body, "");
            return new Answer(find(VALUES, answer.substring(answer.indexOf('[')), 0), cpuSeconds(answer));
        }
    }

    private static List<Integer> sizesOfChunks(int elements) {
        int aQuarter = Math.max(1, elements / (4 * CORES));
        int aShare = (elements + CORES - 1) / CORES;
        return (elements < 1_000 ? Stream.of(1, aQuarter, aShare) : Stream.of(aQuarter, aShare)).distinct().toList();
    }

    private void measure() throws Exception {
        Peer elementwise = new Elementwise(startElementwise("elementwise"));
        Process forLists = started.get(started.size() - 1);
        Peer pool = new Python("FastAPI, process pool", startApp("pool_app", Map.of("CORES", "" + CORES)),
            Peers::sizesOfChunks);
        Map<String, String> redis = startCelery();
        Peer celery = new Python("Celery, Redis", startBeforeCelery(redis,
            Map.of("INTERVAL_SECONDS", "" + CELERY_INTERVAL_SECONDS)), Peers::sizesOfChunks);
        // As its guide has it: a group of a task an element, whose results are got by default.
        Peer asItComes = new Python("Celery as it comes", startBeforeCelery(redis, Map.of()), elements -> List.of(1));
        List<Peer> peers = List.of(elementwise, pool, celery, asItComes);
        elementwise.size = FIRST_SIZE;
        load(elementwise, new Kind(100, SHORT_MILLIS.get(0)), 0, COMPILE_SECONDS);
        calibrate(elementwise, pool);
        celery.size = pool.size;
        asItComes.size = pool.size;
        for (Peer peer : peers) {
            warmUpWithLists(peer);
        }
        System.out.printf("%s, %d processors, Java %s, %s%n%n", Instant.now().toString().substring(0, 10), CORES,
            System.getProperty("java.version"), python("--version"));
        System.out.println("Samples that cost " + ELEMENT_MILLIS + " ms of CPU time: " + peers.stream()
            .map(peer -> peer.name + " " + peer.size).collect(Collectors.joining("; ")) + "\n");
        System.out.println("A list's time, as a multiple of the ideal: its own elements' CPU time, shared by all "
            + "cores. Ratios are those of the multiples, but of the times with pbkdf2, and medians of the rounds' "
            + "ratios.\n");
        System.out.println("| list | " + names(peers) + " | over 1.05 x ideal + 40 ms "
            + "| FastAPI over Elementwise | Celery over Elementwise | as it comes "
            + "|\n|---|---|---|---|---|---|---|---|---|");
        list(peers, "0.1 s of work, 10 elements", 10, 15);
        list(peers, "1 s of work, 100 elements", 100, 9);
        list(peers, "10 s of work, 1,000 elements", 1_000, 5);
        inC(peers, 100, 5);
        end(forLists);
        Peer sustained = new Elementwise(startElementwise("elementwise-sustained", "--sustained-load"));
        sustained.size = elementwise.size;
        load(sustained, new Kind(100, SHORT_MILLIS.get(0)), 0, COMPILE_SECONDS);
        small(List.of(sustained, pool, celery, asItComes));
    }

    private void small(List<Peer> peers) throws Exception {
        System.out.println("\n| from " + CLIENTS + " clients | " + names(peers) + " | Elementwise over FastAPI "
            + "| Elementwise over Celery | as it comes |\n|---|---|---|---|---|---|---|---|");
        for (double millis : SHORT_MILLIS) {
            jobs(peers, new Kind(100, millis));
        }
        jobs(peers, new Kind(1, SINGLE_MILLIS));
    }

    private static String names(List<Peer> peers) {
        return peers.stream().map(peer -> peer.name).collect(Collectors.joining(" | "));
    }

    /**
     * Finds the sizes that cost the wanted CPU time in a list like those that are measured, once compilers and pools
     * are warm: the first peer's by what it takes, the second's by what it takes beside the first.
     */
    private void calibrate(Peer one, Peer other) throws Exception {
        approach(one);
        approach(other);
        double[] own = new double[CALIBRATIONS];
        double[] ratios = new double[CALIBRATIONS];
        for (int i = 0; i < CALIBRATIONS; i++) {
            own[i] = millisOfSample(one);
            ratios[i] = own[i] / millisOfSample(other);
        }
        one.size = Math.max(1, Math.round(ELEMENT_MILLIS / median(own)));
        other.size = Math.max(1, Math.round(one.size * median(ratios)));
    }

    /** Warms a peer up, and finds a size that costs about the wanted CPU time. */
    private void approach(Peer peer) throws Exception {
        peer.size = 1_000;
        for (int i = 0; i < 100; i++) {
            peer.run(WORK, 20, 20, peer.chunks(20).get(0));
        }
        for (int i = 0; i < 8; i++) {
            peer.size = Math.max(1, Math.round(Math.min(peer.size * 20.0, ELEMENT_MILLIS / millisOfSample(peer))));
        }
    }

    /** Of CPU time. */
    private double millisOfSample(Peer peer) throws Exception {
        int count = 100;
        return peer.run(WORK, count, peer.size, peer.chunks(count).get(0)).ideal * CORES / count / peer.size;
    }

    private void warmUpWithLists(Peer peer) throws Exception {
        long end = System.nanoTime() + (long) (LIST_WARM_UP_SECONDS * 1e9);
        while (System.nanoTime() < end) {
            for (int count : List.of(100, 1_000)) {
                peer.run(WORK, count, peer.size, peer.chunks(count).get(0));
            }
        }
    }

    private void list(List<Peer> peers, String what, int count, int fullRounds) throws Exception {
        List<List<Run>> best = rounds(peers, WORK, count, peer -> peer.size, fullRounds);
        List<double[]> multiples = best.stream().map(runs -> of(runs, Run::multiple)).toList();
        System.out.printf("| %s | %s | %.2f | %s |%n", what, cells(best), median(of(best.get(0), Run::overAim)),
            overFirst(multiples));
    }

    /** Of each other peer, over the first's. */
    private static String overFirst(List<double[]> rounds) {
        return rounds.stream().skip(1).map(other -> String.format("%.2f", median(ratios(other, rounds.get(0)))))
            .collect(Collectors.joining(" | "));
    }

    /** Each peer's runs in the rounds, with the size of chunks whose median time is best. */
    private List<List<Run>> rounds(List<Peer> peers, String task, int count, ToLongFunction<Peer> size, int fullRounds)
            throws Exception {
        Map<Peer, Map<Integer, List<Run>>> runs = new LinkedHashMap<>();
        for (int round = 0; round < rounds(fullRounds); round++) {
            for (Peer peer : peers) {
                for (int chunk : peer.chunks(count)) {
                    Run run = peer.run(task, count, size.applyAsLong(peer), chunk);
                    runs.computeIfAbsent(peer, key -> new LinkedHashMap<>())
                        .computeIfAbsent(chunk, key -> new ArrayList<>()).add(run);
                }
            }
        }
        return peers.stream().map(peer -> runs.get(peer).values().stream()
            .min(Comparator.comparingDouble(list -> median(of(list, Run::millis)))).orElseThrow()).toList();
    }

    private static String cells(List<List<Run>> best) {
        return best.stream().map(runs -> String.format("%,.0f ms, %.3f x %,.0f ms", median(of(runs, Run::millis)),
            median(of(runs, Run::multiple)), median(of(runs, Run::ideal)))).collect(Collectors.joining(" | "));
    }

    private static double[] of(List<Run> runs, ToDoubleFunction<Run> what) {
        return runs.stream().mapToDouble(what).toArray();
    }

    /** Of each round. */
    private static double[] ratios(double[] times, double[] over) {
        return IntStream.range(0, times.length).mapToDouble(round -> times[round] / over[round]).toArray();
    }

    /** The same iterations everywhere: here Python calls OpenSSL. */
    private void inC(List<Peer> peers, int count, int fullRounds) throws Exception {
        Peer first = peers.get(0);
        long size = 10_000;
        for (int i = 0; i < 3; i++) {
            double ideal = first.run(IN_C, count, size, 1).ideal;
            size = Math.max(1, Math.round(size * ELEMENT_MILLIS * count / CORES / ideal));
        }
        long iterations = size;
        List<List<Run>> best = rounds(peers, IN_C, count, peer -> iterations, fullRounds);
        List<double[]> times = best.stream().map(runs -> of(runs, Run::millis)).toList();
        System.out.printf("| `pbkdf2`, %d elements of %,d iterations, which Python leaves to OpenSSL | %s | | %s |%n",
            count, iterations, cells(best), overFirst(times));
    }

    /** Jobs that are all alike. */
    private record Kind(int elements, double millis) {

        @Override
        public String toString() {
            return elements + (elements == 1 ? " element of " : " elements of ") + millis + " ms";
        }
    }

    /** Jobs a second and the 95th percentile, each peer with its best size of chunks, in turns. */
    private void jobs(List<Peer> peers, Kind kind) throws Exception {
        int rounds = rounds(3);
        Map<Peer, Map<Integer, List<Load>>> loads = new LinkedHashMap<>();
        for (Peer peer : peers) {
            load(peer, kind, peer.chunks(kind.elements).get(0), WARM_UP_SECONDS);
        }
        for (int round = 0; round < rounds; round++) {
            for (Peer peer : peers) {
                for (int chunk : peer.chunks(kind.elements)) {
                    Load load = load(peer, kind, chunk, Math.max(1, 4 * share));
                    loads.computeIfAbsent(peer, key -> new LinkedHashMap<>())
                        .computeIfAbsent(chunk, key -> new ArrayList<>()).add(load);
                }
            }
        }
        List<Load> best = peers.stream().map(peer -> loads.get(peer).values().stream().map(Load::median)
            .max((one, other) -> Double.compare(one.perSecond, other.perSecond)).orElseThrow()).toList();
        String samples = peers.stream().map(peer -> peer.size(kind.millis) + "").collect(Collectors.joining(", "));
        String rates = best.stream().map(load -> String.format("%.0f jobs/s, 95th percentile %.0f ms",
            load.perSecond, load.slow)).collect(Collectors.joining(" | "));
        String ratios = best.stream().skip(1).map(load -> String.format("%.2f", best.get(0).perSecond / load.perSecond))
            .collect(Collectors.joining(" | "));
        System.out.printf("| %s (%s samples) | %s | %s |%n", kind, samples, rates, ratios);
    }

    private record Load(double perSecond, double slow) {

        static Load median(List<Load> loads) {
            return new Load(Peers.median(loads.stream().mapToDouble(Load::perSecond).toArray()),
                Peers.median(loads.stream().mapToDouble(Load::slow).toArray()));
        }
    }

    private Load load(Peer peer, Kind kind, int chunk, double forSeconds) throws Exception {
        long begin = System.nanoTime();
        long end = begin + (long) (forSeconds * 1e9);
        List<Future<List<Double>>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            all.add(clients.submit(() -> {
                List<Double> millis = new ArrayList<>();
                while (System.nanoTime() < end) {
                    millis.add(peer.run(WORK, kind.elements, peer.size(kind.millis), chunk).millis);
                }
                return millis;
            }));
        }
        List<Double> millis = new ArrayList<>();
        for (Future<List<Double>> one : all) {
            millis.addAll(one.get((long) forSeconds + 60, TimeUnit.SECONDS));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Collections.sort(millis);
        return new Load(millis.size() / seconds, millis.get(Math.min(millis.size() - 1, millis.size() * 95 / 100)));
    }

    private int rounds(int full) {
        return Math.max(1, (int) Math.round(full * share));
    }

    /** Every value of the first kind of work; of the second that each element has its own. */
    private void check(String task, List<Long> elements, long size, List<String> values) {
        require(values.size() == elements.size(), values.size() + " values for " + elements.size() + " elements");
        if (task.equals(WORK)) {
            Map<Long, String> expected = known.computeIfAbsent(size, key -> new ConcurrentHashMap<>());
            if (!expected.keySet().containsAll(elements)) {
                elements.parallelStream().forEach(seed -> expected.put(seed, "" + inside(seed, size)));
            }
            for (int i = 0; i < values.size(); i++) {
                require(values.get(i).equals(expected.get(elements.get(i))), "the value of seed " + elements.get(i));
            }
        } else {
            require(values.stream().allMatch(value -> value.length() == 66), "keys of 32 bytes");
            require(values.stream().distinct().count() == values.size(), "each element has its own key");
        }
    }

    private static long inside(long seed, long samples) {
        long state = seed;
        long inside = 0;
        for (long i = 0; i < samples; i++) {
            state += 0x9e3779b97f4a7c15L;
            double x = (mix(state) >>> 11) * 0x1.0p-53;
            state += 0x9e3779b97f4a7c15L;
            double y = (mix(state) >>> 11) * 0x1.0p-53;
            inside += x * x + y * y <= 1 ? 1 : 0;
        }
        return inside;
    }

    private static long mix(long state) {
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private URI startElementwise(String name, String... options) throws Exception {
        int port = freePort();
        start(name, Map.of(), home, Stream.concat(Stream.of(home.resolve("elementwise").toString(), "up", "--port",
            "" + port), Stream.of(options)).toList());
        return await(port);
    }

    private URI startApp(String module, Map<String, String> environment) throws Exception {
        int port = freePort();
        start(module, environment, here(), List.of(bin("uvicorn"), module + ":app", "--host", "127.0.0.1", "--port",
            "" + port, "--log-level", "warning"));
        return await(port);
    }

    /** Redis and a Celery worker; what is returned are the environment variables by which both are found. */
    private Map<String, String> startCelery() throws Exception {
        int port = freePort();
        start("redis", Map.of(), logs, List.of("redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save",
            "", "--appendonly", "no"));
        Map<String, String> environment = Map.of("REDIS_URL", "redis://127.0.0.1:" + port + "/0");
        start("celery", environment, here(), List.of(bin("celery"), "-A", "celery_tasks:celery", "worker",
            "--concurrency", "" + CORES, "--loglevel", "WARNING", "--without-gossip", "--without-mingle"));
        return environment;
    }

    /** FastAPI before Celery. */
    private URI startBeforeCelery(Map<String, String> redis, Map<String, String> settings) throws Exception {
        Map<String, String> environment = new HashMap<>(redis);
        environment.putAll(settings);
        return startApp("celery_app", environment);
    }

    private Path here() {
        return home.resolve("bench").resolve("peers");
    }

    private String bin(String program) {
        return here().resolve(".venv").resolve("bin").resolve(program).toString();
    }

    private String python(String option) throws IOException {
        return new String(new ProcessBuilder(bin("python"), option).redirectErrorStream(true).start().getInputStream()
            .readAllBytes()).strip();
    }

    private void start(String name, Map<String, String> environment, Path folder, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logs.resolve(name + ".txt").toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        started.add(builder.start());
    }

    private URI await(int port) throws Exception {
        URI base = URI.create("http://127.0.0.1:" + port);
        for (long end = System.nanoTime() + 120_000_000_000L; System.nanoTime() < end;) {
            require(started.stream().allMatch(Process::isAlive), "all systems run; see " + logs);
            try {
                get(base.resolve("/health"));
                return base;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new IllegalStateException("Nothing answers at " + base + "; see " + logs);
    }

    /** Ends all that was started, the last first, and waits for it. */
    private synchronized void end() {
        clients.shutdownNow();
        while (!started.isEmpty()) {
            end(started.get(started.size() - 1));
        }
    }

    private synchronized void end(Process process) {
        started.remove(process);
        List<ProcessHandle> below = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        below.forEach(ProcessHandle::destroyForcibly);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String post(URI address, String body, String preference) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!preference.isEmpty()) {
            request.header("Prefer", preference);
        }
        return send(request);
    }

    private String get(URI address) throws Exception {
        return send(HttpRequest.newBuilder(address));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response =
            client.send(request.timeout(Duration.ofSeconds(120)).build(), HttpResponse.BodyHandlers.ofString());
        require(response.statusCode() < 300, response.statusCode() + " " + response.body());
        return response.body();
    }

    private static List<String> find(Pattern pattern, String text, int group) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
        return found;
    }

    private static double cpuSeconds(String answer) {
        List<String> found = find(CPU_SECONDS, answer, 1);
        require(!found.isEmpty(), "the answer has the elements' CPU time: " + answer);
        return Double.parseDouble(found.get(0));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("This does not hold: " + what);
        }
    }
}
