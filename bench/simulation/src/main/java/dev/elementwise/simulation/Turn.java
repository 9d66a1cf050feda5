package dev.elementwise.simulation;

import java.util.concurrent.locks.LockSupport;

/** Whether it is a thread's turn. */
final class Turn {

    private final Thread thread;
    private volatile boolean given;

    Turn(Thread thread) {
        this.thread = thread;
    }

    void give() {
        given = true;
        if (Thread.currentThread() != thread) {
            LockSupport.unpark(thread);
        }
    }

    void await() {
        while (!given) {
            LockSupport.park(this);
        }
        given = false;
    }
}
