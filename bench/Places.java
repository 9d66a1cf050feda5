import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Latency of the same calls in several places that have just been started, side by side: {@code bench/places.sh}
 * starts them. Arguments are {@code NAME=URL}. The first call of each kind is the cold one; warm ones take turns between
 * the places, and their median is told.
 */
public final class Places {

    private static final int WARM = 15;
    private static final String JOB = "{\"task\":\"count-primes\",\"elements\":[1000,2000,3000]}";
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();

    private record Place(String name, String url) {
        static Place of(String argument) {
            String[] parts = argument.split("=", 2);
            return new Place(parts[0], parts[1]);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Places().run(List.of(arguments).stream().map(Place::of).toList());
    }

    private void run(List<Place> places) throws IOException, InterruptedException {
        Map<Place, List<Long>> jobs = new LinkedHashMap<>();
        Map<Place, List<Long>> reads = new LinkedHashMap<>();
        Map<Place, String> ids = new LinkedHashMap<>();
        for (int round = 0; round <= WARM; round++) {
            for (Place place : places) {
                ids.put(place, job(place, jobs.computeIfAbsent(place, none -> new ArrayList<>())));
                read(place, ids.get(place), reads.computeIfAbsent(place, none -> new ArrayList<>()));
            }
        }
        System.out.println("| place | `GET /jobs/{id}`, cold | warm | a job of three elements, cold | warm |");
        System.out.println("|---|---|---|---|---|");
        for (Place place : places) {
            System.out.printf("| %s | %s | %s | %s | %s |%n", place.name(), millis(reads.get(place).get(0)),
                millis(median(reads.get(place))), millis(jobs.get(place).get(0)), millis(median(jobs.get(place))));
        }
    }

    /** Submits a job and waits for its results, in one request where they come in time. */
    private String job(Place place, List<Long> times) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> answer = send(request(place, "/jobs").header("Content-Type", "application/json")
            .header("Prefer", "wait=20").POST(BodyPublishers.ofString(JOB)));
        Matcher id = ID.matcher(answer.body());
        if (answer.statusCode() / 100 != 2 || !id.find()) {
            throw new IOException(place.name() + " answers " + answer.statusCode() + " " + answer.body());
        }
        while (!answer.body().contains("\"status\":\"completed\"")) {
            answer = send(request(place, "/jobs/" + id.group(1)).header("Prefer", "wait=20").GET());
        }
        times.add(System.nanoTime() - start);
        return id.group(1);
    }

    private void read(Place place, String id, List<Long> times) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> answer = send(request(place, "/jobs/" + id).GET());
        if (answer.statusCode() != 200) {
            throw new IOException(place.name() + " answers " + answer.statusCode() + " " + answer.body());
        }
        times.add(System.nanoTime() - start);
    }

    private static HttpRequest.Builder request(Place place, String path) {
        return HttpRequest.newBuilder(URI.create(place.url() + path)).version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(90));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Of the warm ones. */
    private static long median(List<Long> times) {
        return times.subList(1, times.size()).stream().sorted().toList().get((times.size() - 1) / 2);
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }
}
