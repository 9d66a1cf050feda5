package dev.elementwise.emulator.template;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A template asks for what the emulator does not do; says all of it at once. */
public final class UnsupportedTemplate extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    UnsupportedTemplate(Path template, List<Problem> problems) {
        super(problems.stream()
                .map(problem -> template.getFileName() + ":" + problem.line() + ": " + problem.where() + ": "
                        + problem.feature())
                .collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order of their lines. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * @param feature what it is, as a sentence's end
     * @param where the resource's logical id, or the template's section
     * @param line from 1
     */
    public record Problem(String feature, String where, int line) {

        Problem askedForBy(List<String> parameters) {
            return new Problem(feature + "; this is asked for by the parameter " + String.join(" with ", parameters),
                    where, line);
        }
    }
}
