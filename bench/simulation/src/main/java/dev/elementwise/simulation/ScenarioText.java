package dev.elementwise.simulation;

import dev.elementwise.reduce.BuiltIn;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Scenarios as they are written on a command line: {@code FUNCTIONS:COSTS[:key=value...]}.
 *
 * <p>Costs are {@code even}, {@code pareto} or {@code giant}. Keys:
 *
 * <ul>
 *   <li>{@code ideal}, seconds that all cores take together (60)
 *   <li>{@code elements}, how many (1,000 a function)
 *   <li>{@code lanes} of a function (6)
 *   <li>{@code slice}, seconds (3)
 *   <li>{@code ramp}, {@code none}, {@code standard} or a number of provisioned pollers (none)
 *   <li>{@code known}, whether the costs are remembered (true)
 *   <li>{@code reduce}, the name of a built-in reducer at its largest (none)
 *   <li>of the Pareto distribution {@code shape} (1.5), {@code longest}, seconds (a tenth of {@code ideal}), and
 *       {@code draw}, which one (0)
 * </ul>
 */
final class ScenarioText {

    private static final long SECOND = 1_000_000_000;

    private ScenarioText() {
    }

    static Scenario parse(String text) {
        String[] parts = text.split(":");
        Map<String, String> values = new HashMap<>();
        Arrays.stream(parts).skip(2).map(part -> part.split("=", 2)).forEach(pair -> values.put(pair[0], pair[1]));
        int functions = Integer.parseInt(parts[0]);
        double ideal = Double.parseDouble(values.getOrDefault("ideal", "60"));
        long elements = Long.parseLong(values.getOrDefault("elements", Long.toString(1_000L * functions)));
        int lanes = Integer.parseInt(values.getOrDefault("lanes", Integer.toString(Scenario.USUAL_LANES)));
        long mean = nanos(ideal) * lanes * functions / elements;
        Costs costs = switch (parts[1]) {
            case "even" -> Costs.even(mean);
            case "pareto" -> pareto(values, mean, ideal);
            case "giant" -> Costs.oneGiant(mean, nanos(ideal), elements);
            default -> throw new IllegalArgumentException("Costs are even, pareto or giant, not " + parts[1]);
        };
        double slice = Double.parseDouble(values.getOrDefault("slice", "3"));
        return new Scenario(functions, lanes, elements, costs, ramp(values.getOrDefault("ramp", "none")),
            Boolean.parseBoolean(values.getOrDefault("known", "true")), Duration.ofNanos(nanos(slice)),
            Optional.ofNullable(values.get("reduce")).map(ScenarioText::reduce));
    }

    /** With the largest partial that it can have. */
    private static String reduce(String name) {
        String rest = switch (name) {
            case "top" -> ",\"n\":" + BuiltIn.MOST;
            case "histogram" -> ",\"buckets\":" + LongStream.range(0, BuiltIn.MOST)
                .mapToObj(bucket -> Long.toString(bucket * 10_000)).collect(Collectors.joining(",", "[", "]"));
            default -> "";
        };
        return "{\"name\":\"" + name + "\"" + rest + "}";
    }

    private static Costs pareto(Map<String, String> values, long mean, double ideal) {
        double shape = Double.parseDouble(values.getOrDefault("shape", "1.5"));
        double longest = Double.parseDouble(values.getOrDefault("longest", Double.toString(ideal / 10)));
        long draw = Long.parseLong(values.getOrDefault("draw", "0"));
        return Costs.pareto(new Costs.Pareto(shape, mean, nanos(longest)), draw);
    }

    private static long nanos(double seconds) {
        return (long) (seconds * SECOND);
    }

    private static Ramp ramp(String name) {
        return switch (name) {
            case "none" -> Ramp.NONE;
            case "standard" -> Ramp.STANDARD;
            default -> Ramp.provisioned(Integer.parseInt(name));
        };
    }
}
