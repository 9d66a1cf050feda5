package dev.elementwise.queue;

import dev.elementwise.job.JobId;
import dev.elementwise.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an earlier version has sent and stored, recorded byte by byte at 2026-01-02T03:04:05.678Z: jobs half done, with
 * the messages that were to finish them.
 */
public final class Recorded {

    private Recorded() {
    }

    /** A recorded job's id. */
    public static JobId job(String name) {
        return lines("jobs.txt").stream().filter(line -> line.startsWith(name + " "))
            .map(line -> new JobId(line.substring(name.length() + 1))).findFirst().orElseThrow();
    }

    /** The body of a recorded message. */
    public static String message(String name) {
        return lines("messages.ndjson").stream().map(Recorded::object).filter(line -> name.equals(line.get("name")))
            .map(line -> (String) Objects.requireNonNull(line.get("body"))).findFirst().orElseThrow();
    }

    /** All recorded items of the table, in the form of the table's API: a type and a value for each attribute. */
    public static List<Map<?, ?>> items() {
        List<Map<?, ?>> items = new ArrayList<>();
        lines("items.ndjson").forEach(line -> items.add(object(line)));
        return items;
    }

    private static Map<?, ?> object(String line) {
        return (Map<?, ?>) Objects.requireNonNull(Json.read(line));
    }

    private static List<String> lines(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                 Objects.requireNonNull(Recorded.class.getResourceAsStream("/recorded/" + file), file),
                 StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
