package dev.elementwise.compute;

import dev.elementwise.model.Death;
import dev.elementwise.model.Process;
import dev.elementwise.model.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What elements do in virtual time: they take their time, and some of them end their process. */
final class VirtualElements implements Consumer<@Nullable Object> {

    /** Ends its process without a word. */
    static final String HALTS = "halts";
    /** Ends its process in order. */
    static final String EXITS = "exits";
    /** Ends the whole environment without a word, also from a child. */
    static final String FELLS = "fells";
    static final String SPINS = "spins";
    static final String EXHAUSTS = "memory";

    /** Here an element was started. */
    record Start(Object element, Instant at) {
    }

    final List<Start> starts = new ArrayList<>();
    private final World world;
    private final Map<Process, Integer> inFlight = new HashMap<>();
    private Predicate<Object> watched = element -> false;
    private int mostFunctions;
    private Function<Object, Duration> costs = element -> Duration.ZERO;

    VirtualElements(World world) {
        this.world = world;
    }

    /** Counts on how many functions these are in flight at the same time. */
    void watch(Predicate<Object> some) {
        watched = some;
    }

    int mostFunctions() {
        return mostFunctions;
    }

    void cost(Function<Object, Duration> each) {
        costs = each;
    }

    void cost(Duration each) {
        costs = element -> each;
    }

    @Override
    public void accept(@Nullable Object element) {
        Object what = Objects.requireNonNull(element);
        Process process = world.running().process();
        starts.add(new Start(what, world.clock().instant()));
        if (!watched.test(what)) {
            run(what, process);
            return;
        }
        inFlight.merge(process.environment(), 1, Integer::sum);
        mostFunctions = Math.max(mostFunctions, inFlight.size());
        try {
            run(what, process);
        } finally {
            inFlight.computeIfPresent(process.environment(), (environment, count) -> count > 1 ? count - 1 : null);
        }
    }

    private void run(Object what, Process process) {
        Duration cost = costs.apply(what);
        if (!cost.isZero()) {
            world.pass(cost);
        }
        if (what.equals(HALTS)) {
            end(process::die);
        } else if (what.equals(EXITS)) {
            end(process::exit);
        } else if (what.equals(FELLS)) {
            end(process.environment()::die);
        } else if (what.equals(SPINS)) {
            world.pass(Duration.ofDays(1));
        }
    }

    private static void end(Runnable way) {
        way.run();
        throw new Death();
    }
}
