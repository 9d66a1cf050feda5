package dev.elementwise.compute;

/** The other batches of the process, which share the lanes and the memory. */
interface Company {

    /** For a batch that is alone. */
    Company NONE = new Company() {
        @Override
        public void runs(Lanes.Run run) {
            // nobody asks
        }

        @Override
        public boolean isSuspicious() {
            return false;
        }
    };

    /** The batch has begun to run. */
    void runs(Lanes.Run run);

    /** Whether another one has found the memory exhausted, which any element in flight may have done. */
    boolean isSuspicious();
}
