package dev.elementwise.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Does what a bad element does; only for deployments that want to see it. */
public final class Fault implements Task {

    private static final String SURVIVED = "survived";
    private static final int LARGE = 512 * 1024;
    private static final int CHUNK = 8192;

    @Override
    public TaskDescription describe() {
        return TaskDescription.of("fault", "Misbehave", "Does what a bad element does, to show what becomes of it.")
            .element("""
                {"type":"object","required":["kind"],"additionalProperties":false,"properties":{
                   "kind":{"enum":["throw","exit","memory","spin","sleep","large-value"],
                     "description":"throw: an exception; exit: System.exit; memory: takes memory until there is none; \
                spin: a busy loop; sleep: waits; large-value: gives a value of 512 KiB, over the limit"},
                   "millis":{"type":"integer","minimum":0,"maximum":86400000,
                     "description":"How long spin and sleep last, the others wait first; left out, spin never ends \
                and the others take no time"}}}""")
            .value("{\"type\":\"string\"}")
            .example("{\"task\":\"fault\",\"elements\":[{\"kind\":\"throw\"},{\"kind\":\"sleep\",\"millis\":20}]}");
    }

    @Override
    public Computation open(Params params) {
        return element -> misbehave((Map<?, ?>) Objects.requireNonNull(element));
    }

    private static String misbehave(Map<?, ?> element) throws InterruptedException {
        String kind = String.valueOf(element.get("kind"));
        Object millis = element.get("millis");
        if (kind.equals("spin")) {
            return spin((Number) millis);
        }
        Thread.sleep(millis == null ? 0 : ((Number) millis).longValue());
        return switch (kind) {
            case "throw" -> throw new IllegalStateException("This element throws, as it was asked to");
            case "exit" -> exit();
            case "memory" -> exhaustMemory();
            case "large-value" -> "x".repeat(LARGE);
            default -> SURVIVED;
        };
    }

    private static String spin(@Nullable Number millis) {
        long start = System.nanoTime();
        while (millis == null || System.nanoTime() - start < millis.longValue() * 1_000_000) {
            Thread.onSpinWait();
        }
        return SURVIVED;
    }

    private static String exit() {
        System.exit(1);
        return SURVIVED;
    }

    private static String exhaustMemory() {
        List<long[]> taken = new ArrayList<>();
        while (taken.size() < Integer.MAX_VALUE) {
            taken.add(new long[CHUNK]);
        }
        return SURVIVED;
    }
}
