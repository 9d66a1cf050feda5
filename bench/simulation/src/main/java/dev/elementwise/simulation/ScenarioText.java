package dev.elementwise.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Scenarios as they are written on a command line: {@code FUNCTIONS:COSTS[:key=value...]}.
 *
 * <p>Costs are {@code even}, {@code pareto} or {@code giant}. Keys: {@code ideal}, seconds that all cores take together
 * (60); {@code elements}, how many (1,000 a function); {@code slice}, seconds (3); {@code ramp}, {@code none},
 * {@code standard} or a number of provisioned pollers (none); {@code known}, whether the costs are remembered (true);
 * {@code draw}, which of the Pareto distribution's (0).
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
        double slice = Double.parseDouble(values.getOrDefault("slice", "3"));
        long draw = Long.parseLong(values.getOrDefault("draw", "0"));
        return new Scenario(functions, elements, costs(parts[1], functions, ideal, elements, draw),
            ramp(values.getOrDefault("ramp", "none")), Boolean.parseBoolean(values.getOrDefault("known", "true")),
            Duration.ofNanos((long) (slice * SECOND)));
    }

    /** Pareto's longest is a tenth of what all cores take together, the giant as long as that. */
    private static Costs costs(String name, int functions, double ideal, long elements, long draw) {
        long all = (long) (ideal * SECOND);
        long mean = all * Scenario.LANES * functions / elements;
        return switch (name) {
            case "even" -> Costs.even(mean);
            case "pareto" -> Costs.pareto(mean, all / 10, draw);
            case "giant" -> Costs.oneGiant(mean, all, elements);
            default -> throw new IllegalArgumentException("Costs are even, pareto or giant, not " + name);
        };
    }

    private static Ramp ramp(String name) {
        return switch (name) {
            case "none" -> Ramp.NONE;
            case "standard" -> Ramp.STANDARD;
            default -> Ramp.provisioned(Integer.parseInt(name));
        };
    }
}
