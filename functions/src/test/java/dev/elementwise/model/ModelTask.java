package dev.elementwise.model;

import dev.elementwise.task.Computation;
import dev.elementwise.task.Params;
import dev.elementwise.task.Reducer;
import dev.elementwise.task.Task;
import dev.elementwise.task.TaskDescription;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does what the orders' elements do, in virtual time. */
final class ModelTask implements Task {

    static final String NAME = "model";
    static final String OWN_REDUCER = "total";
    /** With these it never opens. */
    static final Params ENDLESS = new Params(Map.of("endless", true));
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final int MUCH = 2_500;

    private final World world;
    private final List<Order> orders;
    private final Places places;

    ModelTask(World world, List<Order> orders, Places places) {
        this.world = world;
        this.orders = orders;
        this.places = places;
    }

    @Override
    public TaskDescription describe() {
        return TaskDescription.of(NAME, "Model", "What the model needs.");
    }

    @Override
    public Computation open(Params params) {
        if (params.equals(ENDLESS)) {
            spin();
        }
        return element -> compute((Long) Objects.requireNonNull(element));
    }

    /** A sum whose result is no sum: what was taken twice, or was kept of other values, shows. */
    @Override
    public Map<String, Reducer> reducers() {
        return Map.of(OWN_REDUCER, new Reducer() {
            @Override
            public @Nullable Object partial(long index, @Nullable Object value) {
                return value instanceof BigDecimal number ? number : BigDecimal.ONE;
            }

            @Override
            public Object combine(@Nullable Object one, @Nullable Object other) {
                return decimal(one).add(decimal(other));
            }

            @Override
            public Object result(@Nullable Object partial) {
                return "total " + decimal(partial);
            }

            private BigDecimal decimal(@Nullable Object partial) {
                return new BigDecimal(String.valueOf(partial));
            }
        });
    }

    private @Nullable Object compute(long number) {
        Order order = orders.get((int) (number / Order.MOST_ELEMENTS));
        Process process = world.running().process();
        places.enter(order, process);
        try {
            return compute(order.elements().get((int) (number % Order.MOST_ELEMENTS)), number);
        } finally {
            places.leave(order, process);
        }
    }

    private @Nullable Object compute(Element element, long number) {
        if (!element.cost().isZero()) {
            world.pass(element.cost());
        }
        return switch (element.kind()) {
            case FINE, GIVES_MUCH -> value(element.kind(), number);
            case THROWS -> throw new IllegalStateException("as asked");
            case KILLS -> end(Process::die);
            case EXITS -> end(Process::exit);
            case EXHAUSTS -> exhaust();
            case SPINS -> spin();
        };
    }

    /** What an element has to give. */
    static Object value(Element.Kind kind, long number) {
        if (kind != Element.Kind.GIVES_MUCH) {
            return BigDecimal.valueOf(number * 7 % 1_000 + 1, 3);
        }
        Random random = new Random(number);
        StringBuilder much = new StringBuilder();
        while (much.length() < MUCH) {
            much.append((char) ('0' + random.nextInt(75)));
        }
        return much.toString().replace('\\', '/');
    }

    private Object end(Consumer<Process> way) {
        way.accept(world.running().process());
        throw new Death();
    }

    /** The memory is gone for everybody in the process, and who notices first is a matter of luck. */
    private Object exhaust() {
        List<Fiber> others = world.running().process().waiting();
        if (!others.isEmpty() && world.random().nextInt(3) == 0) {
            others.get(world.random().nextInt(others.size())).strike(new OutOfMemoryError("as asked"));
            world.pass(Duration.ofMillis(world.random().nextInt(100)));
        }
        throw new OutOfMemoryError("as asked");
    }

    private Object spin() {
        world.pass(FOR_EVER);
        throw new IllegalStateException("For ever is over");
    }
}
