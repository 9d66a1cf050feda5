package dev.elementwise.model;

import dev.elementwise.job.JobOptions;
import dev.elementwise.job.Range;
import dev.elementwise.model.Element.Kind;
import dev.elementwise.submit.JobRequest;
import dev.elementwise.task.Params;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;

/** Draws orders: most are small and fine, some have bad elements, some are long, some are cancelled. */
final class OrderBook {

    private static final Kind[] BAD =
        {Kind.THROWS, Kind.THROWS, Kind.THROWS, Kind.KILLS, Kind.EXITS, Kind.EXHAUSTS, Kind.SPINS};

    private static final List<String> REDUCTIONS = List.of("{\"name\":\"sum\"}", "{\"name\":\"sum\"}",
        "{\"name\":\"mean\"}", "{\"name\":\"max\"}", "{\"name\":\"count\"}", "{\"name\":\"top\",\"n\":3}",
        "{\"name\":\"histogram\",\"buckets\":[0.010,1.5]}",
        "{\"name\":\"" + ModelTask.OWN_REDUCER + "\"}");

    private final Random random;
    private final boolean limited;

    /** @param limited whether every job limits its places and has slow elements, so that more were of use to it */
    OrderBook(Random random, boolean limited) {
        this.random = random;
        this.limited = limited;
    }

    List<Order> draw() {
        List<Order> orders = new ArrayList<>();
        for (int number = 0, count = 1 + random.nextInt(3); number < count; number++) {
            orders.add(order(number));
        }
        return orders;
    }

    private Order order(int number) {
        int size = size();
        long first = (long) number * Order.MOST_ELEMENTS;
        boolean open = random.nextInt(5) == 0;
        boolean list = open || random.nextBoolean();
        List<Integer> parts = open ? parts(size) : List.of();
        long sent = open ? parts.get(0) : size;
        Params params = random.nextInt(30) == 0 ? ModelTask.ENDLESS : Params.NONE;
        JobRequest request = new JobRequest(ModelTask.NAME, params,
            list ? Optional.of(new ArrayList<>(LongStream.range(first, first + sent).boxed().toList()))
                : Optional.empty(),
            list ? Optional.empty() : Optional.of(new Range(first, first + size, 1)), open,
            options(number), chunkSize(size), Optional.empty());
        Optional<String> key = open || random.nextBoolean() ? Optional.of("key-" + number) : Optional.empty();
        return new Order(number, request, elements(size), key, random.nextInt(4) > 0, parts, random.nextInt(3) == 0,
            random.nextInt(8) == 0 ? random.nextInt(2_000) : Long.MAX_VALUE, cancelAfter());
    }

    /** An open job's elements, in a few requests; with the submit come perhaps none. */
    private List<Integer> parts(int size) {
        List<Integer> parts = new ArrayList<>();
        int left = size;
        parts.add(random.nextInt(1 + size / 2));
        left -= parts.get(0);
        while (left > 0) {
            int part = parts.size() == 5 ? left : 1 + random.nextInt(left);
            parts.add(part);
            left -= part;
        }
        return parts;
    }

    private JobOptions options(int number) {
        return new JobOptions(Optional.of("order " + number),
            random.nextInt(8) == 0 ? OptionalLong.of(random.nextInt(3)) : OptionalLong.empty(),
            random.nextInt(4) == 0 || limited ? OptionalInt.of(1 + random.nextInt(3)) : OptionalInt.empty(), reduce(),
            random.nextInt(8) == 0);
    }

    private Optional<String> reduce() {
        return random.nextInt(3) > 0 ? Optional.empty()
            : Optional.of(REDUCTIONS.get(random.nextInt(REDUCTIONS.size())));
    }

    private int size() {
        int shape = random.nextInt(20);
        return shape < 3 ? 1 : shape < 13 ? 2 + random.nextInt(15) : shape < 19 ? 10 + random.nextInt(50)
            : 60 + random.nextInt(80);
    }

    private OptionalInt chunkSize(int size) {
        if (size > 60) {
            return OptionalInt.of(1 + random.nextInt(3));
        }
        return random.nextInt(4) == 0 ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(16));
    }

    private Optional<Duration> cancelAfter() {
        return random.nextInt(6) > 0 ? Optional.empty()
            : Optional.of(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 100 : 200_000)));
    }

    private List<Element> elements(int size) {
        int badIn100 = random.nextInt(3) > 0 ? 0 : 1 + random.nextInt(20);
        int muchIn100 = random.nextInt(8) > 0 ? 0 : 40;
        boolean slow = random.nextInt(3) == 0 || limited;
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            Kind kind = random.nextInt(100) < badIn100 ? BAD[random.nextInt(BAD.length)]
                : random.nextInt(100) < muchIn100 ? Kind.GIVES_MUCH : Kind.FINE;
            elements.add(new Element(kind, cost(slow)));
        }
        return elements;
    }

    private Duration cost(boolean slow) {
        int shape = random.nextInt(10);
        return shape < (slow ? 3 : 9) ? Duration.ZERO
            : Duration.ofMillis(1 + random.nextInt(shape == 9 && slow ? 8_000 : 500));
    }
}
