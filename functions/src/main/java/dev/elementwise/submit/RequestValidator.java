package dev.elementwise.submit;

import dev.elementwise.job.JobOptions;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Range;
import dev.elementwise.json.Flaws;
import dev.elementwise.schema.Schema;
import dev.elementwise.schema.Violation;
import dev.elementwise.task.Catalogue;
import dev.elementwise.task.CatalogueEntry;
import dev.elementwise.task.Params;
import dev.elementwise.task.TaskDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what is wrong with a body of {@code POST /jobs}, all of it; or what it asks for. Safe for several threads. */
final class RequestValidator {

    private static final Set<String> FIELDS =
        Set.of("task", "elements", "range", "params", "open", "label", "chunkSize", "toleratedFailures",
            "maxConcurrency", "reduce", "discard");
    private static final int LONGEST_LABEL = 200;

    private final Catalogue catalogue;
    private final long maxElements;

    RequestValidator(Catalogue catalogue, long maxElements) {
        this.catalogue = catalogue;
        this.maxElements = maxElements;
    }

    /**
     * The job that a body asks for.
     *
     * @param flaws gets what is wrong
     * @return empty where there are flaws
     */
    Optional<JobRequest> validate(@Nullable Object body, Flaws flaws) {
        if (!(body instanceof Map<?, ?> object)) {
            flaws.add("", "This has to be an object.");
            return Optional.empty();
        }
        Fields fields = new Fields("", object, flaws);
        fields.allow(FIELDS);
        Optional<CatalogueEntry> task = task(fields);
        Optional<Range> range = RangeField.read(fields);
        boolean open = fields.flag("open");
        Optional<List<@Nullable Object>> elements = elements(fields, open);
        checkSize(fields, range, elements);
        Params params = params(fields, task);
        OptionalInt chunkSize = chunkSize(fields, range.map(Range::size)
            .orElseGet(() -> elements.map(list -> (long) list.size()).orElse(0L)));
        JobOptions options = options(fields, task);
        if (task.isPresent()) {
            elements.ifPresent(list -> checkElements(task.get().elementSchema(), list, flaws));
            range.ifPresent(bounds -> checkEnds(task.get().elementSchema(), bounds, flaws));
        }
        return flaws.isEmpty() ? Optional.of(new JobRequest(task.orElseThrow().description().name(), params, elements,
            range, open, options, chunkSize, Optional.empty())) : Optional.empty();
    }

    private static JobOptions options(Fields fields, Optional<CatalogueEntry> task) {
        return new JobOptions(label(fields), fields.integer("toleratedFailures", 0, Range.LARGEST_BOUND),
            narrow(fields.integer("maxConcurrency", 1, JobOptions.LARGEST_CONCURRENCY)),
            ReduceField.read(fields, task), discard(fields, task));
    }

    private static boolean discard(Fields fields, Optional<CatalogueEntry> task) {
        boolean always = task.isPresent() && task.get().discardsValues();
        if (always && Boolean.FALSE.equals(fields.value("discard"))) {
            fields.flaw("discard", "This can't be false: the task keeps no values.");
        }
        return fields.flag("discard") || always;
    }

    private Optional<CatalogueEntry> task(Fields fields) {
        if (!fields.has("task")) {
            fields.flaw("task", "This is missing; " + tasks());
            return Optional.empty();
        }
        Optional<String> name = fields.string("task");
        Optional<CatalogueEntry> task = name.flatMap(catalogue::find);
        if (name.isPresent() && task.isEmpty()) {
            fields.flaw("task", "This is not a task that is known here; " + tasks());
        }
        return task;
    }

    private String tasks() {
        return "there are " + catalogue.descriptions().stream().map(TaskDescription::name)
            .collect(Collectors.joining(", ")) + ".";
    }

    private static Optional<List<@Nullable Object>> elements(Fields fields, boolean open) {
        if (open && fields.has("range")) {
            fields.flaw("range", "This is no input that can be open: such a job takes elements.");
        } else if (!open && fields.has("elements") == fields.has("range")) {
            fields.flaws().add("", "This has to have exactly one of elements and range, or to be open.");
        }
        return fields.has("elements") || !open ? list(fields) : Optional.of(List.of());
    }

    /** The field {@code elements}; empty if it is left out, or is no array, which is noted. */
    static Optional<List<@Nullable Object>> list(Fields fields) {
        if (!fields.has("elements")) {
            return Optional.empty();
        }
        if (fields.value("elements") instanceof List<?> list) {
            return Optional.of(castless(list));
        }
        fields.flaw("elements", "This has to be an array.");
        return Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> castless(List<?> list) {
        return (List<@Nullable Object>) list;
    }

    private void checkSize(Fields fields, Optional<Range> range, Optional<List<@Nullable Object>> elements) {
        String field = range.isPresent() ? "range" : "elements";
        long total = range.map(Range::size).orElseGet(() -> elements.map(list -> (long) list.size()).orElse(0L));
        if (total > maxElements) {
            fields.flaw(field, "This has " + total + " elements; this deployment takes at most " + maxElements
                + " in a job.");
        }
    }

    private static Params params(Fields fields, Optional<CatalogueEntry> task) {
        if (fields.has("params") && !(fields.value("params") instanceof Map)) {
            fields.flaw("params", "This has to be an object.");
            return Params.NONE;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (fields.value("params") instanceof Map<?, ?> object) {
            object.forEach((name, value) -> values.put((String) name, value));
        }
        task.ifPresent(entry -> note(entry.paramsSchema().violations(values), "/params", fields.flaws()));
        return new Params(values);
    }

    private static OptionalInt chunkSize(Fields fields, long total) {
        OptionalLong size = fields.integer("chunkSize", 1, JobSpec.LARGEST_BLOCK);
        long least = (total + JobSpec.MOST_BLOCKS - 1) / JobSpec.MOST_BLOCKS;
        if (size.isPresent() && size.getAsLong() < least && least <= JobSpec.LARGEST_BLOCK) {
            fields.flaw("chunkSize", "This has to be at least " + least + " for " + total + " elements: a job has "
                + "at most " + JobSpec.MOST_BLOCKS + " blocks.");
        }
        return narrow(size);
    }

    private static OptionalInt narrow(OptionalLong number) {
        return number.isPresent() ? OptionalInt.of(Math.toIntExact(number.getAsLong())) : OptionalInt.empty();
    }

    private static Optional<String> label(Fields fields) {
        Optional<String> label = fields.has("label") && fields.value("label") == null
            ? Optional.empty() : fields.string("label");
        if (label.isPresent() && label.get().codePointCount(0, label.get().length()) > LONGEST_LABEL) {
            fields.flaw("label", "This has to have at most " + LONGEST_LABEL + " characters.");
        }
        return label;
    }

    static void checkElements(Schema schema, List<@Nullable Object> elements, Flaws flaws) {
        if (schema.acceptsEverything()) {
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            note(schema.violations(elements.get(i)), "/elements/" + i, flaws);
        }
    }

    /** A range's other elements are checked by whoever computes them: there may be a billion. */
    private static void checkEnds(Schema schema, Range range, Flaws flaws) {
        if (range.size() > 0) {
            note(ofEnd("first", range.element(0), schema), "/range/start", flaws);
        }
        if (range.size() > 1) {
            note(ofEnd("last", range.element(range.size() - 1), schema), "/range/stop", flaws);
        }
    }

    /** Says which element is meant: the last one is not where the range stops. */
    private static List<Violation> ofEnd(String which, long element, Schema schema) {
        return schema.violations(element).stream().map(violation -> new Violation(violation.pointer(),
            "The " + which + " element would be " + element + ". " + violation.detail())).toList();
    }

    private static void note(List<Violation> violations, String pointer, Flaws flaws) {
        for (Violation violation : violations) {
            flaws.add(pointer + violation.pointer(), violation.detail());
        }
    }
}
