package dev.elementwise.compute;

/** Gives elements and reducers processes of their own: whatever they do to these harms nobody else. For one thread. */
@FunctionalInterface
interface Isolation {

    /**
     * Starts a child that waits for elements.
     *
     * @param lanes how many elements it is given at a time
     * @throws IsolationException if there can't be one now, which is no element's fault
     */
    Child start(int lanes);

    /** The same for reducers, with less memory, for elements may be running in this process and in another child. */
    default Child startBeside() {
        return start(1);
    }
}
