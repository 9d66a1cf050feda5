package dev.elementwise.emulator.lambda;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * What an invocation passes on to what it calls: the chain of requests that it belongs to, and how often each function
 * has been called in that chain. The AWS SDK puts it on every call, and SQS keeps it with a message. Immutable.
 *
 * @param root the chain's id
 * @param parent the id of the last step
 * @param lineage how often a function has been called, by {@link #idOf}
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">
 *     Tracing header</a>
 */
public record TraceHeader(String root, String parent, Map<String, Integer> lineage) {
    private static final String ROOT = "Root";
    private static final String LINEAGE = "Lineage";

    public TraceHeader {
        lineage = Map.copyOf(lineage);
    }

    /** One that nothing has been called in yet. */
    public static TraceHeader begin() {
        long seconds = System.currentTimeMillis() / 1000;
        return new TraceHeader("1-%08x-%08x%s".formatted(seconds, ThreadLocalRandom.current().nextInt(), id()), id(),
                Map.of());
    }

    private static String id() {
        return "%016x".formatted(ThreadLocalRandom.current().nextLong());
    }

    /** @return what the text says of a chain and its functions; none if it names no chain */
    public static Optional<TraceHeader> read(String text) {
        Map<String, String> fields = pairs(text, ";", "=");
        Map<String, Integer> lineage = new LinkedHashMap<>();
        pairs(fields.getOrDefault(LINEAGE, ""), "\\|", ":").forEach((function, calls) -> {
            if (calls.matches("\\d{1,6}")) {
                lineage.put(function, Integer.parseInt(calls));
            }
        });
        return Optional.ofNullable(fields.get(ROOT)).map(root -> new TraceHeader(root, id(), lineage));
    }

    private static Map<String, String> pairs(String text, String separator, String sign) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(separator)) {
            String[] parts = pair.trim().split(sign, 2);
            if (parts.length == 2) {
                pairs.put(parts[0], parts[1]);
            }
        }
        return pairs;
    }

    /**
     * How often a function has been called in this chain.
     *
     * @param function logical id
     */
    public int calls(String function) {
        return lineage.getOrDefault(idOf(function), 0);
    }

    /** The same chain, with another call of a function. */
    public TraceHeader calling(String function) {
        Map<String, Integer> more = new LinkedHashMap<>(lineage);
        more.merge(idOf(function), 1, Integer::sum);
        return new TraceHeader(root, id(), more);
    }

    private static String idOf(String function) {
        return "%08x".formatted(FunctionVariables.arn(function).hashCode());
    }

    /** As it stands in the header. */
    @Override
    public String toString() {
        String functions = lineage.entrySet().stream().map(one -> one.getKey() + ":" + one.getValue())
                .collect(Collectors.joining("|"));
        return ROOT + "=" + root + ";Parent=" + parent + ";Sampled=0"
                + (functions.isEmpty() ? "" : ";" + LINEAGE + "=" + functions);
    }
}
