package dev.elementwise.emulator.lambda;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;

/** What the machine has, as far as this process may use it. */
final class Host {
    private static final long MEGABYTE = 1 << 20;
    private static final double LARGEST_SHARE = 0.85;

    int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * How much of a wanted heap this machine can give. Asking the system costs tens of milliseconds, so it is asked
     * only for more than this process, which has a quarter of the memory, could have itself.
     */
    long heapMegabytes(long wanted) {
        if (wanted <= Runtime.getRuntime().maxMemory() / MEGABYTE) {
            return wanted;
        }
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return Math.min(wanted, Math.round(system.getTotalMemorySize() / MEGABYTE * LARGEST_SHARE));
    }

    /** The share of the processors that is busy, from 0 to 1, since this was last asked; 0 if it is not known. */
    double busy() {
        double load = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getCpuLoad();
        return load >= 0 ? load : 0;
    }

    /** Names of this process's variables that a program needs to work at all on some system. */
    Set<String> neededVariables() {
        return Set.of("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "SYSTEMROOT", "LD_LIBRARY_PATH", "USER");
    }
}
