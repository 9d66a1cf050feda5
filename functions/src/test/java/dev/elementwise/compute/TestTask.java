package dev.elementwise.compute;

import dev.elementwise.task.Computation;
import dev.elementwise.task.Params;
import dev.elementwise.task.Reducer;
import dev.elementwise.task.Task;
import dev.elementwise.task.TaskDescription;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does to a worker what tasks do: gives values, throws, blocks, runs out of memory. */
final class TestTask implements Task {

    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger computed = new AtomicInteger();
    final CountDownLatch release = new CountDownLatch(1);
    final CountDownLatch blocked = new CountDownLatch(1);
    /** What comes before an element's value. */
    volatile Consumer<@Nullable Object> first = element -> {
    };
    /** What comes before a computation is open. */
    volatile Consumer<Params> opening = params -> {
    };
    /** What comes before one is closed. */
    volatile Runnable closing = () -> {
    };

    @Override
    public TaskDescription describe() {
        return TaskDescription.of("test", "Test", "What tests need.");
    }

    @Override
    public Computation open(Params params) {
        opened.incrementAndGet();
        opening.accept(params);
        if (params.values().containsKey("unopenable")) {
            throw new NoClassDefFoundError("as asked");
        }
        if (params.values().containsKey("recursing")) {
            return open(params);
        }
        if (params.values().containsKey("endless")) {
            awaitRelease();
        }
        return new Computation() {
            @Override
            public @Nullable Object apply(@Nullable Object element) throws Exception {
                return compute(element);
            }

            @Override
            public void close() {
                closing.run();
                if (params.values().containsKey("never closing")) {
                    awaitRelease();
                }
                closed.incrementAndGet();
            }
        };
    }

    /** One that ends when the test does, one that ends when it is interrupted, and those that exhaust the memory. */
    @Override
    public Map<String, Reducer> reducers() {
        return Map.of("endless", waiting(true), "slow", waiting(false), "deadly-partial", deadly("partial"),
            "deadly-combine", deadly("combine"), "deadly-result", deadly("result"));
    }

    private static Reducer deadly(String method) {
        return new Reducer() {
            @Override
            public @Nullable Object partial(long index, @Nullable Object value) {
                return value("partial", value);
            }

            @Override
            public @Nullable Object combine(@Nullable Object one, @Nullable Object other) {
                return value("combine", one);
            }

            @Override
            public @Nullable Object result(@Nullable Object partial) {
                return value("result", partial);
            }

            private @Nullable Object value(String called, @Nullable Object value) {
                if (called.equals(method)) {
                    throw new OutOfMemoryError("as asked");
                }
                return value;
            }
        };
    }

    private Reducer waiting(boolean deaf) {
        return new Reducer() {
            @Override
            public @Nullable Object partial(long index, @Nullable Object value) {
                do {
                    awaitRelease();
                } while (deaf && release.getCount() > 0 && Thread.interrupted());
                return value;
            }

            @Override
            public @Nullable Object combine(@Nullable Object one, @Nullable Object other) {
                return one;
            }
        };
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Object compute(@Nullable Object element) throws Exception {
        computed.incrementAndGet();
        first.accept(element);
        if ("throw".equals(element)) {
            throw new IllegalArgumentException("as asked");
        }
        if ("block".equals(element)) {
            blocked.countDown();
            release.await();
        }
        if ("memory".equals(element)) {
            throw new OutOfMemoryError("as asked");
        }
        if ("memory once others block".equals(element)) {
            blocked.await();
            throw new OutOfMemoryError("as asked");
        }
        if ("large".equals(element)) {
            return "x".repeat(300_000);
        }
        if ("bulky".equals(element)) {
            return "x".repeat(200_000);
        }
        if ("not json".equals(element)) {
            return Double.NaN;
        }
        if ("assert".equals(element)) {
            throw new AssertionError("as asked");
        }
        if ("recurse".equals(element)) {
            return compute(element);
        }
        return element;
    }
}
