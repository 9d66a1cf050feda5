package dev.elementwise.emulator.lambda;

import dev.elementwise.emulator.lambda.InvocationResult.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A function's execution environments and the invocations that wait for a place in one. A free place is always used;
 * when a new environment is started, {@link Growth} decides. Safe for use by several threads.
 */
final class WarmPool implements EnvironmentListener {
    private final Starter starter;
    private final Growth growth;

    private final Deque<FunctionInvocation> waiting = new ArrayDeque<>();
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final Set<ExecutionEnvironment> all = new HashSet<>();
    private final Set<ExecutionEnvironment> starting = new HashSet<>();
    private final Set<ExecutionEnvironment> retired = new HashSet<>();
    private final CompletableFuture<Void> warm = new CompletableFuture<>();
    private boolean closed;

    /** Starts environments. */
    interface Starter {

        /**
         * Begins to start an environment and returns at once.
         *
         * @param more whether there are others, and it is to take its share of a load
         */
        ExecutionEnvironment start(boolean more);
    }

    WarmPool(Starter starter, Growth growth) {
        this.starter = starter;
        this.growth = growth;
    }

    void invoke(FunctionInvocation invocation) {
        synchronized (this) {
            if (!closed) {
                waiting.addLast(invocation);
                assign();
                if (!waiting.isEmpty() && hasNone()) {
                    start();
                }
                return;
            }
        }
        invocation.end(ended());
    }

    /**
     * Starts an environment where there is none.
     *
     * @return completes when the first environment has started, be it in vain
     */
    CompletableFuture<Void> prewarm() {
        synchronized (this) {
            if (all.isEmpty() && !closed) {
                start();
            }
        }
        return warm;
    }

    /** To be called every {@link Growth#INTERVAL}: starts environments where waiting would take longer. */
    synchronized void grow() {
        if (!closed) {
            int wanted = growth.wanted(new Growth.Load(waiting.size(), starting.size(), all.size()));
            for (int i = 0; i < wanted; i++) {
                start();
            }
        }
    }

    private boolean hasNone() {
        return all.size() == retired.size();
    }

    private void start() {
        ExecutionEnvironment environment = starter.start(!all.isEmpty());
        all.add(environment);
        starting.add(environment);
    }

    @Override
    public void started(ExecutionEnvironment environment, int places) {
        synchronized (this) {
            if (starting.remove(environment)) {
                for (int i = 0; i < places; i++) {
                    idle.addFirst(environment);
                }
                assign();
            }
        }
        warm.complete(null);
    }

    @Override
    public synchronized void idle(ExecutionEnvironment environment) {
        if (all.contains(environment) && !retired.contains(environment)) {
            growth.served();
            idle.addFirst(environment);
            assign();
        }
    }

    @Override
    public synchronized void retired(ExecutionEnvironment environment, List<FunctionInvocation> untouched) {
        if (all.contains(environment)) {
            retired.add(environment);
        }
        takeBack(environment, untouched);
    }

    private void takeBack(ExecutionEnvironment environment, List<FunctionInvocation> untouched) {
        idle.removeIf(environment::equals);
        for (int i = untouched.size() - 1; i >= 0; i--) {
            waiting.addFirst(untouched.get(i));
        }
        assign();
        if (!waiting.isEmpty() && hasNone() && !closed) {
            start();
        }
    }

    private void assign() {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            ExecutionEnvironment environment = idle.removeFirst();
            if (environment.serve(waiting.getFirst())) {
                waiting.removeFirst();
            } else {
                idle.removeIf(environment::equals); // it is about to tell that it has ended
            }
        }
    }

    @Override
    public void ended(ExecutionEnvironment environment, Optional<Failure> initFailure,
                      List<FunctionInvocation> untouched) {
        List<FunctionInvocation> failed;
        synchronized (this) {
            all.remove(environment);
            starting.remove(environment);
            retired.remove(environment);
            failed = initFailure.isPresent() ? takeFailed() : List.of();
            takeBack(environment, untouched);
        }
        warm.complete(null);
        failed.forEach(invocation -> invocation.end(initFailure.orElseThrow()));
    }

    /** One environment's failure to start is one invocation's; where there is no other, it is that of all that wait. */
    private List<FunctionInvocation> takeFailed() {
        int count = hasNone() ? waiting.size() : Math.min(1, waiting.size());
        List<FunctionInvocation> failed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            failed.add(waiting.removeFirst());
        }
        return failed;
    }

    /** Lets the environments end by themselves; what waits is answered that it will not be served. */
    void drain() {
        List<ExecutionEnvironment> ending;
        synchronized (this) {
            closed = true;
            ending = new ArrayList<>(all);
        }
        refuseWaiting();
        ending.forEach(ExecutionEnvironment::drain);
    }

    synchronized boolean isEmpty() {
        return all.isEmpty();
    }

    /** Ends the environments now, with what they work on. */
    void kill() {
        List<ExecutionEnvironment> ending;
        synchronized (this) {
            closed = true;
            ending = new ArrayList<>(all);
            all.clear();
        }
        refuseWaiting();
        ending.forEach(environment -> environment.kill().forEach(invocation -> invocation.end(ended())));
    }

    private void refuseWaiting() {
        List<FunctionInvocation> refused;
        synchronized (this) {
            refused = new ArrayList<>(waiting);
            waiting.clear();
        }
        refused.forEach(invocation -> invocation.end(ended()));
    }

    private static Failure ended() {
        return new Failure("Sandbox.Ended", "The emulator is ending; the invocation has no answer");
    }
}
