package dev.elementwise.emulator.lambda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;

/** What an execution environment has been given, and what it works on. Not safe for use by several threads. */
final class Work {
    private final Deque<FunctionInvocation> given = new ArrayDeque<>();
    private final Map<String, Begun> begun = new HashMap<>();

    private record Begun(FunctionInvocation invocation, ScheduledFuture<?> timeout) {
    }

    void give(FunctionInvocation invocation) {
        given.addLast(invocation);
    }

    boolean hasGiven() {
        return !given.isEmpty();
    }

    /** Begins the invocation that was given first, if there is one; it stays given where no timeout can be set. */
    Optional<FunctionInvocation> begin(Function<FunctionInvocation, ScheduledFuture<?>> timeout) {
        Optional<FunctionInvocation> next = Optional.ofNullable(given.peekFirst());
        next.ifPresent(invocation -> {
            begun.put(invocation.requestId(), new Begun(invocation, timeout.apply(invocation)));
            given.removeFirst();
        });
        return next;
    }

    boolean hasBegun(String requestId) {
        return begun.containsKey(requestId);
    }

    boolean hasBegunAny() {
        return !begun.isEmpty();
    }

    /** Ends one that has begun; empty if it has not, or has ended before. */
    Optional<FunctionInvocation> end(String requestId) {
        return Optional.ofNullable(begun.remove(requestId)).map(ended -> {
            ended.timeout().cancel(false);
            return ended.invocation();
        });
    }

    List<FunctionInvocation> takeGiven() {
        List<FunctionInvocation> taken = new ArrayList<>(given);
        given.clear();
        return taken;
    }

    List<FunctionInvocation> takeBegun() {
        List<FunctionInvocation> taken = new ArrayList<>();
        List.copyOf(begun.keySet()).forEach(id -> end(id).ifPresent(taken::add));
        return taken;
    }
}
