package dev.elementwise.simulation;

/**
 * Makes the threads of fibers. From JDK 24 on they are virtual (<a href="https://openjdk.org/jeps/491">JEP 491</a>: a
 * monitor no longer holds its carrier, of which one is enough); handing the turn on costs a small part of what it costs
 * threads of the operating system.
 */
final class Fibers {

    private static final String NAME = "environment";
    private static final int FIRST_VIRTUAL = 24;
    private static final long STACK = 256 * 1024;

    private Fibers() {
    }

    /** A thread that is not started, and does not keep the JVM from ending. */
    static Thread of(Runnable run) {
        return Runtime.version().feature() >= FIRST_VIRTUAL ? virtual(run) : platform(run);
    }

    private static Thread platform(Runnable run) {
        Thread thread = new Thread(null, run, NAME, STACK);
        thread.setDaemon(true);
        return thread;
    }

    /** By reflection, for the project's language level is older. */
    private static Thread virtual(Runnable run) {
        try {
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            type.getMethod("name", String.class).invoke(builder, NAME);
            return (Thread) type.getMethod("unstarted", Runnable.class).invoke(builder, run);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JDK has no virtual threads", e);
        }
    }
}
