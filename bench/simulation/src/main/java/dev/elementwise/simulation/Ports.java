package dev.elementwise.simulation;

import dev.elementwise.job.Block;
import dev.elementwise.job.Part;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.ProgressTree.Node;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Tally;
import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.LongPartials;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What stands between a worker and what it calls: lets time pass, and notes what a call is charged as. */
final class Ports {

    private static final int COMMITS_AT_ONCE = 8;
    private static final int ITEM_BYTES = 150;
    private static final int NODE_BYTES = 75;
    private static final int JOB_BYTES = 600;
    private static final int PART_BYTES = 60;
    private static final int RUN_BYTES = 14;
    /** Eight numbers, most of them of a digit or two. */
    private static final int ENTRY_BYTES = 45;
    private static final int MARK_BYTES = 37;

    private final VirtualTime time;
    private final LocalClock clock;
    private final Crew crew;
    private final Ledger ledger;
    private final Delays delays;
    private final InMemoryStore store;
    private long lastPutAt = -1;
    private int putsTogether;

    Ports(Fleet.World world, LocalClock clock, Crew crew, InMemoryStore store) {
        this.time = world.time();
        this.ledger = world.ledger();
        this.delays = world.delays();
        this.clock = clock;
        this.crew = crew;
        this.store = store;
    }

    <T> T port(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(Ports.class.getClassLoader(), new Class<?>[] {type},
            (self, method, arguments) -> call(real, method, arguments)));
    }

    private @Nullable Object call(Object real, Method method, Object[] arguments) throws Throwable {
        pass(method);
        Object answer;
        try {
            answer = method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (!(real instanceof SpanQueue)) {
            note(method.getName(), arguments, answer);
        }
        return answer;
    }

    /** Blocks of a batch are put side by side, eight at a time. */
    private void pass(Method method) {
        boolean put = method.getDeclaringClass() == BlockStore.class && method.getName().startsWith("put");
        boolean together = put && clock.nanos() == lastPutAt && putsTogether++ % COMMITS_AT_ONCE != 0;
        if (!together) {
            long delay = method.getDeclaringClass() == SpanQueue.class ? delays.send() : delays.store();
            clock.set(clock.nanos() + delay);
            putsTogether = put ? 1 : 0;
        }
        time.waitUntil(clock.nanos(), crew.turn());
        if (put) {
            lastPutAt = clock.nanos();
        }
    }

    private void note(String call, Object[] arguments, @Nullable Object answer) {
        switch (call) {
            case "put" -> notePut((JobSpec) arguments[0], (Integer) arguments[1], (Block) arguments[2],
                Boolean.TRUE.equals(answer));
            case "putLines" -> ledger.write("lines", arguments[1].toString(),
                ITEM_BYTES + ((byte[]) arguments[2]).length, time.now());
            case "enter", "finish" -> noteEntry((JobSpec) arguments[0], call, arguments);
            case "takeTurn" -> noteEntry((JobSpec) arguments[0], call, arguments);
            case "partials" -> noteReadOfPartials((JobSpec) arguments[0], (Node) arguments[1]);
            case "find" -> noteRead(answer, ledger::read);
            case "glance" -> noteRead(answer, ledger::glance);
            case "start", "end", "commit", "publish", "create" ->
                ledger.write("job", "job", JOB_BYTES, time.now());
            case "mark", "putCost" -> ledger.write(call, call + arguments[1], ITEM_BYTES, time.now());
            case "isMarked" -> ledger.read(ITEM_BYTES);
            default -> throw new IllegalStateException("Nobody knows what " + call + " is charged as");
        }
    }

    private void notePut(JobSpec job, int number, Block block, boolean done) {
        ledger.write("block", "block" + number, bytes(block), time.now());
        if (!done) {
            ledger.refusal();
            return;
        }
        Part last = block.parts().get(block.parts().size() - 1);
        ledger.outcomes(last.lines().map(lines -> lines.length).orElse(0));
    }

    private void noteEntry(JobSpec job, String call, Object[] arguments) {
        Node root = new ProgressTree(job).root();
        Node node = call.equals("finish") ? root : (Node) arguments[1];
        if (call.equals("enter")) {
            notePartials((Map<?, ?>) arguments[2]);
        }
        ledger.write(node.equals(root) ? "job" : "level " + node.level(), node.equals(root) ? "job" : node.toString(),
            bytes(job, node), time.now());
    }

    /** Long ones that come together stand in one item. */
    private void notePartials(Map<?, ?> children) {
        long bytes = children.values().stream().map(Tally.class::cast).filter(LongPartials::areAside)
            .flatMap(tally -> tally.partials().stream()).mapToLong(String::length).sum();
        if (bytes > 0) {
            ledger.write("partials", "partials " + ledger.writes(), ITEM_BYTES + bytes, time.now());
        }
    }

    private void noteReadOfPartials(JobSpec job, Node node) {
        ledger.read(bytes(job, node));
        store.partials(job, node).stream().filter(Ports::isAside)
            .forEach(partial -> ledger.read(ITEM_BYTES + partial.length()));
    }

    private long bytes(JobSpec job, Node node) {
        return (node.equals(new ProgressTree(job).root()) ? JOB_BYTES : NODE_BYTES)
            + (long) ENTRY_BYTES * store.children(job, node).size()
            + store.partials(job, node).stream().mapToLong(partial -> isAside(partial) ? MARK_BYTES : partial.length())
                .sum();
    }

    private static boolean isAside(String partial) {
        return LongPartials.areAside(Tally.NONE.with(List.of(partial)));
    }

    private static void noteRead(@Nullable Object answer, LongConsumer charge) {
        if (answer instanceof Block block) {
            charge.accept(bytes(block));
        } else if (answer instanceof List<?> blocks) {
            blocks.forEach(block -> charge.accept(bytes((Block) block)));
        } else {
            charge.accept(JOB_BYTES + 32 * ENTRY_BYTES);
        }
    }

    private static long bytes(Block block) {
        return ITEM_BYTES + block.partial().map(String::length).orElse(0) + block.parts().stream().mapToLong(part ->
            PART_BYTES + (long) RUN_BYTES * part.credited().runs().size()
                + part.lines().map(lines -> lines.length).orElse(0)).sum();
    }
}
