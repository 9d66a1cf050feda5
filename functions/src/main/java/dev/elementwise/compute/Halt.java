package dev.elementwise.compute;

/** Ends the execution environment at once, so that whatever is stuck in it cannot reach the next batch. */
@FunctionalInterface
interface Halt {

    Halt PROCESS = () -> Runtime.getRuntime().halt(1);

    void halt();
}
