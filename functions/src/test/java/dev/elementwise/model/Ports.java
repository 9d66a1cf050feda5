package dev.elementwise.model;

import dev.elementwise.queue.SpanQueue;
import dev.elementwise.store.BlockStore;
import dev.elementwise.store.ClaimStore;
import dev.elementwise.store.CostStore;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.store.InstalmentStore;
import dev.elementwise.store.JobStore;
import dev.elementwise.store.MarkStore;
import dev.elementwise.store.ProgressStore;
import dev.elementwise.store.WatchStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Everything that the engine calls. */
public record Ports(JobStore jobs, BlockStore blocks, ClaimStore claims, ProgressStore progress, MarkStore marks,
                    WatchStore watches, CostStore costs, InstalmentStore instalments, SpanQueue first,
                    SpanQueue forks) {

    static Ports of(InMemoryStore store, InstalmentStore instalments, SpanQueue first, SpanQueue forks) {
        return new Ports(store, store, store, store, store, store, store, instalments, first, forks);
    }

    /** Stands between the engine and a port. */
    @FunctionalInterface
    interface Between {

        @Nullable Object call(Call call) throws Throwable;
    }

    /** A call of a port. */
    record Call(Object port, Method method, Object[] arguments) {

        /** Makes the call. */
        @Nullable Object proceed() throws Throwable {
            try {
                return method.invoke(port, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        String name() {
            return method.getName();
        }

        @Override
        public String toString() {
            return name() + Arrays.toString(arguments);
        }

        /** The argument of a type, of which the method has one. */
        <T> T argument(Class<T> type) {
            for (Object argument : arguments) {
                if (type.isInstance(argument)) {
                    return type.cast(argument);
                }
            }
            throw new IllegalArgumentException(method + " has no " + type);
        }
    }

    /** The same ports with something between them and whoever calls. */
    Ports with(Between between) {
        return new Ports(port(JobStore.class, jobs, between), port(BlockStore.class, blocks, between),
            port(ClaimStore.class, claims, between), port(ProgressStore.class, progress, between),
            port(MarkStore.class, marks, between), port(WatchStore.class, watches, between),
            port(CostStore.class, costs, between),
            port(InstalmentStore.class, instalments, between), port(SpanQueue.class, first, between),
            port(SpanQueue.class, forks, between));
    }

    private static <T> T port(Class<T> type, T real, Between between) {
        return type.cast(Proxy.newProxyInstance(Ports.class.getClassLoader(), new Class<?>[] {type},
            (self, method, arguments) ->
                between.call(new Call(real, method, arguments == null ? new Object[0] : arguments))));
    }
}
