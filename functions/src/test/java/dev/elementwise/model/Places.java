package dev.elementwise.model;

import java.util.HashMap;
import java.util.Map;

/**
 * Where each order's elements are computed. A job keeps to what it allows where nothing goes wrong; what is delivered
 * again may be worked on at a place more.
 */
final class Places {

    private final World world;
    private final boolean kept;
    /** How many elements are in flight in a process, by the numbers of their orders. */
    private final Map<Integer, Map<Process, Integer>> inFlight = new HashMap<>();

    /** @param kept whether no order may have more places than it allows */
    Places(World world, boolean kept) {
        this.world = world;
        this.kept = kept;
    }

    void enter(Order order, Process process) {
        Map<Process, Integer> places = inFlight.computeIfAbsent(order.number(), key -> new HashMap<>());
        places.merge(process, 1, Integer::sum);
        if (kept && places.size() > order.mostPlaces()) {
            // Not thrown here: the engine would take it for the element's error.
            world.fail(new Violation("Order " + order.number() + " is worked on at " + places.size() + " places, and "
                + order.mostPlaces() + " are allowed"));
        }
    }

    void leave(Order order, Process process) {
        inFlight.get(order.number()).computeIfPresent(process, (key, elements) -> elements == 1 ? null : elements - 1);
    }
}
