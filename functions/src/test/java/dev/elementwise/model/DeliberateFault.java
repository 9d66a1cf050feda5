package dev.elementwise.model;

import dev.elementwise.job.Block;
import dev.elementwise.job.Effort;
import dev.elementwise.job.Ending;
import dev.elementwise.job.Job;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobOptions;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.Status;
import dev.elementwise.job.Tally;
import dev.elementwise.model.Ports.Between;
import dev.elementwise.model.Ports.Call;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.QueueUnavailableException;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.InstalmentStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.ProgressStore;
import dev.elementwise.store.WatchStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Faults that an engine like this one may well have had. */
enum DeliberateFault implements Fault {

    /** A block is put whatever version stands there. */
    PUT_WITHOUT_CONDITION(Breaks.COUNTS_MORE, world -> call -> {
        if (!is(call, BlockStore.class, "put")) {
            return call.proceed();
        }
        BlockStore store = (BlockStore) call.port();
        JobSpec job = call.argument(JobSpec.class);
        int number = call.argument(Integer.class);
        return store.put(job, number, at(store.find(job, number).version() + 1, call.argument(Block.class)));
    }),

    /** What an invocation receives by itself is deleted before it is worked on. */
    FURTHER_BATCH_DELETED_EARLY(Breaks.HANGS, world -> call -> {
        Object answer = call.proceed();
        if (is(call, SpanQueue.class, "receive") && answer instanceof List<?> received) {
            received.forEach(delivery -> ((SpanQueue) call.port()).delete(((Delivery) delivery).receiptHandle()));
        }
        return answer;
    }),

    /** A job's sole block is put whatever version stands there. */
    SOLE_BLOCK_WITHOUT_CONDITION("counts backwards", world -> call -> {
        if (!is(call, JobStore.class, "commit")) {
            return call.proceed();
        }
        JobStore store = (JobStore) call.port();
        JobSpec job = call.argument(JobSpec.class);
        int version = store.find(job.id()).orElseThrow().soleBlock().version();
        return store.commit(job, at(version + 1, call.argument(Block.class)), call.argument(Instant.class),
            ending(call));
    }),

    /** That another version stands there is not noticed. */
    CONFLICT_IGNORED(Breaks.COUNTS_MORE, world -> call -> {
        Object answer = call.proceed();
        return is(call, BlockStore.class, "put") || is(call, JobStore.class, "commit") ? true : answer;
    }),

    /** Outcomes are counted, then committed. */
    COUNTED_BEFORE_COMMITTED(Breaks.COUNTS_MORE, world -> new Late(world, "put", Set.of("enter", "finish"), true)),

    /** The job is shown, then its spans are sent; in between the submit may die. */
    PUBLISHED_BEFORE_SENT(Breaks.HANGS, world -> new Late(world, "send", Set.of("publish"), null)),

    /** What was not started is not handed on. */
    FORK_FORGOTTEN(Breaks.HANGS, world -> withoutSpansOf(Origin.FORK)),

    /** Suspects are left to their fate. */
    SUSPECTS_DROPPED(Breaks.HANGS, world -> withoutSpansOf(Origin.SUSPECT)),

    /** A read that lags behind the job's creation is believed. */
    STALE_READ_BELIEVED(Breaks.HANGS, world -> call -> {
        Object answer = call.proceed();
        boolean stale = is(call, JobStore.class, "find") && answer instanceof Optional<?> found && found.isPresent()
            && found.get() instanceof Job job
            && world.clock().instant().isBefore(job.spec().createdAt().plus(Duration.ofSeconds(3)));
        return stale ? Optional.empty() : answer;
    }),

    /** A tally is added to what its child has entered before. */
    TALLIES_ADDED(Breaks.COUNTS_MORE, world -> new Adding()),

    /** Counts stay where they are entered first, below the root. */
    COUNTS_NOT_PASSED_UP(Breaks.HANGS, world -> call ->
        is(call, ProgressStore.class, "enter") && call.argument(Node.class).level() > 1
            ? new ProgressStore.Standing(Tally.NONE, Optional.empty()) : call.proceed()),

    /** The last outcome does not end the job. */
    ENDING_FORGOTTEN(Breaks.HANGS, world -> call -> {
        if (is(call, JobStore.class, "commit")) {
            return ((JobStore) call.port()).commit(call.argument(JobSpec.class), call.argument(Block.class),
                call.argument(Instant.class), Optional.empty());
        }
        return call.proceed();
    }),

    /** A job is told to be cancelled, and goes on. */
    CANCEL_FORGOTTEN("was cancelled, and goes on", world -> call ->
        is(call, JobStore.class, "end") && call.argument(Ending.class).status() == Status.CANCELLED
            ? ((JobStore) call.port()).find(call.argument(JobId.class)) : call.proceed()),

    /** A block lists lines that are not there. */
    LINES_LOST("has a part without lines", world -> call ->
        is(call, BlockStore.class, "putLines") ? null : call.proceed()),

    /** Two submits take the same key. */
    CLAIM_WITHOUT_CONDITION("was told of", world -> call -> {
        Object answer = call.proceed();
        return call.name().equals("take") ? Optional.empty() : answer;
    }),

    /** Whoever repeats a key plans anew. */
    PLANNED_ANEW("goes by another plan", world -> call -> {
        Object answer = call.proceed();
        return call.name().equals("create") ? true : answer;
    }),

    /** What blocks are reduced to gets lost on its way up. */
    PARTIALS_NOT_PASSED_UP(Breaks.REDUCED_OTHERWISE, world -> call -> {
        if (!is(call, ProgressStore.class, "enter")) {
            return call.proceed();
        }
        Map<Integer, Tally> bare = new HashMap<>();
        Map<?, ?> tallies = call.argument(Map.class);
        tallies.forEach((child, tally) -> bare.put((Integer) child, ((Tally) tally).with(List.of())));
        return ((ProgressStore) call.port()).enter(call.argument(JobSpec.class), call.argument(Node.class), bare,
            call.argument(Instant.class));
    }),

    /** The bytes of what blocks have get lost on their way up. */
    BYTES_NOT_PASSED_UP("counts other bytes", world -> call -> {
        if (!is(call, ProgressStore.class, "enter")) {
            return call.proceed();
        }
        Map<Integer, Tally> bare = new HashMap<>();
        Map<?, ?> tallies = call.argument(Map.class);
        tallies.forEach((child, tally) -> bare.put((Integer) child, withoutBytes((Tally) tally)));
        return ((ProgressStore) call.port()).enter(call.argument(JobSpec.class), call.argument(Node.class), bare,
            call.argument(Instant.class));
    }),

    /** Of a block that is committed again only the news are reduced. */
    PARTIAL_OF_THE_NEWS_ALONE(Breaks.REDUCED_OTHERWISE, world -> call -> {
        if (!is(call, BlockStore.class, "put") || call.argument(Block.class).version() < 2) {
            return call.proceed();
        }
        Block block = call.argument(Block.class);
        return ((BlockStore) call.port()).put(call.argument(JobSpec.class), call.argument(Integer.class),
            new Block(block.version(), block.parts(), block.effort(), Optional.empty()));
    }),

    /** Workers do not know that values are to be discarded. */
    DISCARD_FORGOTTEN("keeps values", world -> call -> {
        if (!is(call, SpanQueue.class, "send")) {
            return call.proceed();
        }
        List<?> spans = call.argument(List.class);
        ((SpanQueue) call.port()).send(spans.stream().map(Span.class::cast).map(DeliberateFault::keeping).toList());
        return null;
    }),

    /** A retry's outcomes are shown under the indices of their neighbours. */
    ORIGINS_SHIFTED("has the elements", world -> call -> {
        if (!is(call, BlockStore.class, "putOrigins")) {
            return call.proceed();
        }
        long[] origins = call.argument(long[].class).clone();
        for (int i = 0; i < origins.length; i++) {
            origins[i]++;
        }
        ((BlockStore) call.port()).putOrigins(call.argument(JobSpec.class), call.argument(Integer.class), origins);
        return null;
    }),

    /** A repeated key is new once its instalment is finished. */
    INSTALMENT_FORGOTTEN(Breaks.PARTS_ELSEWHERE, world -> call ->
        is(call, InstalmentStore.class, "findFinished") ? Optional.empty() : call.proceed()),

    /** That somebody else has added elements meanwhile is not noticed. */
    RESERVED_WITHOUT_CONDITION(Breaks.PARTS_ELSEWHERE, world -> call -> {
        Object answer = call.proceed();
        return is(call, InstalmentStore.class, "reserve") ? true : answer;
    }),

    /** An instalment is finished, then its elements are sent; in between its request may die. */
    FINISHED_BEFORE_SENT(Breaks.HANGS, world -> new LateInstalments(world)),

    /** A span that is too large is taken to be split already. */
    SPLIT_FORGOTTEN(Breaks.HANGS, world -> call -> call.name().equals("isMarked") ? true : call.proceed()),

    /** Whoever is in flight in a child that dies is blamed at once. */
    FIRST_DEATH_BLAMED("blames element", null) {
        @Override
        public boolean blamesFirstDeath() {
            return true;
        }
    },

    /** The sweeper sees nothing. */
    SWEEPER_BLIND("stands still", world -> call -> is(call, WatchStore.class, "due") ? List.of() : call.proceed()),

    /** A message that is to come again is deleted. */
    RELEASE_DELETES(Breaks.HANGS, world -> call -> {
        if (call.name().equals("release")) {
            ((SpanQueue) call.port()).delete(call.argument(String.class));
            return null;
        }
        return call.proceed();
    }),

    /** Messages are deleted, then worked on. */
    DELETED_BEFORE_COMMITTED(Breaks.HANGS, null) {
        @Override
        public Mapping.Handler handler(Mapping.Handler real, ModelQueue queue) {
            return batch -> {
                batch.forEach(delivery -> queue.delete(delivery.receiptHandle()));
                return real.handle(batch);
            };
        }
    },

    /** That messages of a batch were refused is not noticed. */
    REFUSAL_IGNORED(Breaks.HANGS, world -> call -> {
        try {
            return call.proceed();
        } catch (QueueUnavailableException e) {
            return null;
        }
    }),

    /** A job's spans know of no limit. */
    PLACES_FORGOTTEN("places, and", world -> call -> {
        if (!is(call, SpanQueue.class, "send")) {
            return call.proceed();
        }
        List<?> spans = call.argument(List.class);
        ((SpanQueue) call.port()).send(spans.stream().map(Span.class::cast).map(DeliberateFault::unlimited).toList());
        return null;
    }),

    /** What failed is taken to be done. */
    FAILURES_NOT_REPORTED(Breaks.HANGS, null) {
        @Override
        public Mapping.Handler handler(Mapping.Handler real, ModelQueue queue) {
            return batch -> {
                real.handle(batch);
                return Set.of();
            };
        }
    },

    /** Dead letters are deleted. */
    DEAD_LETTERS_DROPPED(Breaks.HANGS, null) {
        @Override
        public Mapping.Handler handler(Mapping.Handler real, ModelQueue queue) {
            return queue.isForDeadLetters() ? batch -> Set.of() : real;
        }
    };

    private final String breaks;
    private final @Nullable Function<World, Between> between;

    DeliberateFault(String breaks, @Nullable Function<World, Between> between) {
        this.breaks = breaks;
        this.between = between;
    }

    /** What several faults break. */
    private static final class Breaks {

        static final String HANGS = " hangs: ";
        static final String COUNTS_MORE = ", but its blocks have";
        static final String REDUCED_OTHERWISE = " is reduced to ";
        static final String PARTS_ELSEWHERE = " has its parts at ";
    }

    @Override
    public String breaks() {
        return breaks;
    }

    @Override
    public Ports ports(Ports real, World world) {
        return between == null ? real : real.with(between.apply(world));
    }

    private static Tally withoutBytes(Tally tally) {
        Effort effort = tally.effort();
        return new Tally(tally.succeeded(), tally.failed(), effort.plus(Effort.results(-effort.resultBytes())),
            tally.partials());
    }

    private static boolean is(Call call, Class<?> port, String method) {
        return call.method().getDeclaringClass() == port && call.name().equals(method);
    }

    @SuppressWarnings("unchecked")
    private static Optional<Ending> ending(Call call) {
        return call.argument(Optional.class);
    }

    private static Block at(int version, Block block) {
        return new Block(version, block.parts(), block.effort(), block.partial());
    }

    private static Span keeping(Span span) {
        JobOptions options = span.job().options();
        JobSpec job = span.job().with(new JobOptions(options.label(), options.toleratedFailures(),
            options.maxConcurrency(), options.reduce(), false));
        return new Span(job, span.params(), span.indices(), span.elements(), span.origin(), span.places(), span.past(),
            span.cost(), span.trust());
    }

    private static Span unlimited(Span span) {
        JobOptions options = span.job().options();
        JobSpec job = span.job().with(new JobOptions(options.label(), options.toleratedFailures(), OptionalInt.empty(),
            options.reduce(), options.discard()));
        return new Span(job, span.params(), span.indices(), span.elements(), span.origin(), OptionalInt.empty(),
            span.past(), span.cost(), span.trust());
    }

    private static Between withoutSpansOf(Origin origin) {
        return call -> {
            if (!is(call, SpanQueue.class, "send")) {
                return call.proceed();
            }
            List<?> spans = call.argument(List.class);
            ((SpanQueue) call.port()).send(spans.stream().map(Span.class::cast)
                .filter(span -> span.origin() != origin).toList());
            return null;
        };
    }

    /** Makes some calls only after others, and may die between them. */
    private static final class Late implements Between {

        private final World world;
        private final String late;
        private final Set<String> before;
        private final @Nullable Object answer;
        private final List<Call> held = new ArrayList<>();

        /** @param answer what the late calls are answered with */
        Late(World world, String late, Set<String> before, @Nullable Object answer) {
            this.world = world;
            this.late = late;
            this.before = before;
            this.answer = answer;
        }

        @Override
        public @Nullable Object call(Call call) throws Throwable {
            if (call.name().equals(late)) {
                held.add(call);
                return answer;
            }
            Object answered = call.proceed();
            if (before.contains(call.name()) && !held.isEmpty()) {
                if (world.random().nextInt(20) == 0) {
                    world.running().process().die();
                    throw new Death();
                }
                for (Call now : held) {
                    now.proceed();
                }
                held.clear();
            }
            return answered;
        }
    }

    /** Sends an instalment's elements only when it is noted as finished. */
    private static final class LateInstalments implements Between {

        private final Late late;
        private @Nullable Call reserved;

        LateInstalments(World world) {
            this.late = new Late(world, "send", Set.of("finish"), null);
        }

        @Override
        public @Nullable Object call(Call call) throws Throwable {
            if (is(call, InstalmentStore.class, "reserve")) {
                reserved = call;
            }
            boolean instalment = reserved != null
                && (is(call, SpanQueue.class, "send") || is(call, InstalmentStore.class, "finish"));
            return instalment ? late.call(call) : call.proceed();
        }
    }

    /** Enters sums where tallies are to be entered. */
    private static final class Adding implements Between {

        private final Map<String, Tally> entered = new HashMap<>();

        @Override
        public @Nullable Object call(Call call) throws Throwable {
            if (!is(call, ProgressStore.class, "enter")) {
                return call.proceed();
            }
            JobSpec job = call.argument(JobSpec.class);
            Node node = call.argument(Node.class);
            Map<Integer, Tally> sums = new HashMap<>();
            Map<?, ?> tallies = call.argument(Map.class);
            tallies.forEach((child, tally) -> sums.put((Integer) child,
                entered.merge(job.id() + "/" + node + "/" + child, (Tally) tally, Tally::plus)));
            return ((ProgressStore) call.port()).enter(job, node, sums, call.argument(Instant.class));
        }
    }
}
