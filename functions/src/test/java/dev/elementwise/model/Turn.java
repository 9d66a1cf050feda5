package dev.elementwise.model;

import java.util.concurrent.locks.LockSupport;

/** The right to run, which one thread of a world has at a time. One for each thread. */
final class Turn {

    private final Thread owner;
    private volatile boolean here;

    Turn(Thread owner) {
        this.owner = owner;
    }

    /** Gives the turn to the owner; whoever gives it has it no more. */
    void give() {
        here = true;
        if (owner != Thread.currentThread()) {
            LockSupport.unpark(owner);
        }
    }

    /** Called by the owner. */
    void await() {
        while (!here) {
            LockSupport.park(this);
        }
        here = false;
    }
}
