package dev.elementwise.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Simulates jobs, prints what came of them as rows of a table, and plots them.
 *
 * <pre>bench/simulation/run.sh PLOT.svg SCENARIO...</pre>
 *
 * where a scenario is {@code FUNCTIONS:COSTS[:key=value...]}, see {@link ScenarioText}.
 */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("Usage: run.sh PLOT.svg SCENARIO...");
            System.exit(2);
        }
        List<Result> results = new ArrayList<>();
        System.out.println(Row.HEADER);
        for (int i = 1; i < arguments.length; i++) {
            Result result = new Simulation(ScenarioText.parse(arguments[i])).run();
            results.add(result);
            System.out.println(Row.of(result));
            System.err.println(Row.details(result));
        }
        Files.writeString(Path.of(arguments[0]), Plot.of(results));
        // The environments' threads wait for ever.
        System.exit(0);
    }
}
