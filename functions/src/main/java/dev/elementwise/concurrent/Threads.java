package dev.elementwise.concurrent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes threads that do not keep the JVM from ending. */
public final class Threads {

    private Threads() {
    }

    /** As many as it takes, each kept for a minute when it has nothing to do. */
    public static ExecutorService daemons(String name) {
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
