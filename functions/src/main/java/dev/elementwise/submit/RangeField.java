package dev.elementwise.submit;

import dev.elementwise.job.Range;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the field {@code range} of a body. */
final class RangeField {

    private static final Set<String> FIELDS = Set.of("start", "stop", "step");

    private RangeField() {
    }

    /** The range; empty if it is left out, or is none, which is noted. */
    static Optional<Range> read(Fields fields) {
        if (!fields.has("range")) {
            return Optional.empty();
        }
        if (!(fields.value("range") instanceof Map<?, ?> object)) {
            fields.flaw("range", "This has to be an object with start, stop and step.");
            return Optional.empty();
        }
        Fields bounds = new Fields("/range", object, fields.flaws());
        long before = fields.flaws().found();
        bounds.allow(FIELDS);
        long start = bounds.integer("start", -Range.LARGEST_BOUND, Range.LARGEST_BOUND).orElse(0);
        long stop = bounds.integer("stop", -Range.LARGEST_BOUND, Range.LARGEST_BOUND).orElse(0);
        long step = bounds.integer("step", -Range.LARGEST_BOUND, Range.LARGEST_BOUND).orElse(1);
        if (!bounds.has("stop")) {
            bounds.flaw("stop", "This is missing.");
        }
        if (step == 0) {
            bounds.flaw("step", "This must not be 0.");
        }
        return fields.flaws().found() == before ? Optional.of(new Range(start, stop, step)) : Optional.empty();
    }
}
