package dev.elementwise.emulator.template;

import dev.elementwise.emulator.template.UnsupportedTemplate.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds which of the parameters that were given ask for what is refused: those without which it would not be. A line of
 * the template alone tells nothing to a caller who has only set a parameter.
 */
final class Causes {

    /** A reading of the template with parameters. */
    @FunctionalInterface
    interface Reading {

        void with(Map<String, String> parameters) throws IOException;
    }

    private final Map<String, String> given;
    private final Reading reading;

    Causes(Map<String, String> given, Reading reading) {
        this.given = given;
        this.reading = reading;
    }

    /** The refusal with the parameters' names, as far as they are its causes. */
    UnsupportedTemplate nameIn(UnsupportedTemplate refused, Path template) throws IOException {
        Map<Problem, List<String>> causes = new HashMap<>();
        for (String name : new TreeSet<>(given.keySet())) {
            List<Problem> left = problemsWithout(name, refused);
            refused.problems().stream().filter(problem -> !left.contains(problem))
                    .forEach(problem -> causes.computeIfAbsent(problem, none -> new ArrayList<>()).add(name));
        }
        return causes.isEmpty() ? refused : new UnsupportedTemplate(template, refused.problems().stream()
                .map(problem -> causes.containsKey(problem) ? problem.askedForBy(causes.get(problem)) : problem)
                .toList());
    }

    private List<Problem> problemsWithout(String name, UnsupportedTemplate refused) throws IOException {
        Map<String, String> others = new HashMap<>(given);
        others.remove(name);
        try {
            reading.with(others);
            return List.of();
        } catch (UnsupportedTemplate other) {
            return other.problems();
        } catch (InvalidParameters needed) { // it can't be left out, and nothing is known of what it asks for
            return refused.problems();
        }
    }
}
