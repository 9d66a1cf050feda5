package dev.elementwise.emulator.template;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what is to be refused. For one thread. */
final class Problems {

    private final Path template;
    private final Set<UnsupportedTemplate.Problem> found = new LinkedHashSet<>();

    Problems(Path template) {
        this.template = template;
    }

    Value.Refused add(String feature, String where, int line) {
        found.add(new UnsupportedTemplate.Problem(feature, where, line));
        return new Value.Refused(line);
    }

    boolean areNone() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new UnsupportedTemplate(template, found.stream()
                    .sorted(Comparator.comparingInt(UnsupportedTemplate.Problem::line)).toList());
        }
    }
}
