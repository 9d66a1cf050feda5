package dev.elementwise.runtime;

import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this process with the one that started it, whose pipe is this one's standard input: also after a hard kill, and
 * also while a handler blocks.
 */
final class ParentWatch implements Runnable {
    private final InputStream parent;

    private ParentWatch(InputStream parent) {
        this.parent = parent;
    }

    static void start(InputStream parent) {
        Thread thread = new Thread(new ParentWatch(parent), "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (parent.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            // a broken pipe says the same as its end
        }
        Runtime.getRuntime().halt(1);
    }
}
