package dev.elementwise.compute;

import dev.elementwise.settings.Machine;

/** How many elements a function runs at the same time. */
final class Cores {

    private static final String MEMORY = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";

    private Cores() {
    }

    /**
     * The vCPUs that Lambda gives at this function's memory, at most what there is: the cores that a process sees
     * there are more than what it is given.
     */
    static int ofThisFunction() {
        String memory = System.getenv(MEMORY);
        int processors = Runtime.getRuntime().availableProcessors();
        return memory == null ? processors : count(Integer.parseInt(memory), processors);
    }

    static int count(int memoryMegabytes, int processors) {
        return Math.min(processors, Machine.vcpusAt(memoryMegabytes));
    }
}
