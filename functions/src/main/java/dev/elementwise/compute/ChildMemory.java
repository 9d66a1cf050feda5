package dev.elementwise.compute;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much heap a child gets. */
final class ChildMemory {

    private static final long MEGABYTE = 1 << 20;
    /** What a JVM takes besides its heap: classes, compiled code, stacks. */
    private static final long OVERHEAD_MEGABYTES = 128;
    private static final long LEAST_MEGABYTES = 64;
    private static final String MEMORY = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";

    private ChildMemory() {
    }

    /**
     * What this function's memory leaves free, once this process has given back what it does not need; on a machine
     * with less memory than the function is promised, half of that at most.
     */
    static long ofThisFunction() {
        System.gc();
        String memory = System.getenv(MEMORY);
        Runtime runtime = Runtime.getRuntime();
        long promised = memory == null ? runtime.maxMemory() / MEGABYTE : Long.parseLong(memory);
        long machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return free(promised, runtime.totalMemory() / MEGABYTE, machine / MEGABYTE);
    }

    /** What a child may take while there is another: few reducers need as much as elements do. */
    static long besideOthers() {
        return Math.max(LEAST_MEGABYTES, ofThisFunction() / 4);
    }

    static long free(long promised, long taken, long machine) {
        return Math.max(LEAST_MEGABYTES, Math.min(promised - taken - 2 * OVERHEAD_MEGABYTES, machine / 2));
    }
}
