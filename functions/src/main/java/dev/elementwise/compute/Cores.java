package dev.elementwise.compute;

/** How many elements a function runs at the same time. */
final class Cores {

    private static final double MEGABYTES_PER_VCPU = 1_769;
    private static final String MEMORY = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";

    private Cores() {
    }

    /**
     * The vCPUs that Lambda gives at this function's memory, at most what there is: the cores that a process sees
     * there are more than what it is given.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">Lambda: 1,769 MB are one
     *     vCPU</a>
     */
    static int ofThisFunction() {
        String memory = System.getenv(MEMORY);
        int processors = Runtime.getRuntime().availableProcessors();
        return memory == null ? processors : count(Integer.parseInt(memory), processors);
    }

    static int count(int memoryMegabytes, int processors) {
        return Math.max(1, Math.min(processors, (int) Math.ceil(memoryMegabytes / MEGABYTES_PER_VCPU)));
    }
}
