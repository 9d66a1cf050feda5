package dev.elementwise.emulator;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts things side by side, in threads of its own that don't keep the process alive. */
final class Together implements AutoCloseable {

    private final AtomicInteger count = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "emulator-start-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    <T> Pending<T> start(Callable<T> task) {
        return new Pending<>(threads.submit(task));
    }

    /** What has been started goes on to its end; nobody waits for it. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
