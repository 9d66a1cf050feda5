package dev.elementwise.compute;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * Tells the CPU time that a thread spends on elements, one after the other; where the machine can't tell, the time that
 * passes. For the thread that makes it.
 *
 * <p>To read a thread's CPU time is a call to the operating system, which takes microseconds on some machines. So the
 * first elements are each told their own, and later ones, where they are short, are told together with the one that
 * fills a millisecond. What is told is right in sum, but for the last millisecond.
 */
final class CpuMeter {

    private static final long GRAIN_NANOS = 1_000_000;
    private static final int EACH_OF_FIRST = 16;

    private final LongSupplier cpu;
    private final LongSupplier time;
    private long toldAt;
    private long toldCpu;
    private int told;

    /**
     * @param cpu the thread's CPU time in nanoseconds
     * @param time a cheap clock in nanoseconds
     */
    CpuMeter(LongSupplier cpu, LongSupplier time) {
        this.cpu = cpu;
        this.time = time;
        this.toldAt = time.getAsLong();
        this.toldCpu = cpu.getAsLong();
    }

    /** A meter for each thread that asks; what it takes to make one is loaded here. */
    static ThreadLocal<CpuMeter> ofEachThread() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        boolean known = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
        LongSupplier cpu = known ? threads::getCurrentThreadCpuTime : System::nanoTime;
        return ThreadLocal.withInitial(() -> new CpuMeter(cpu, System::nanoTime));
    }

    /** CPU time in nanoseconds since it was last told; 0 if that is to be told later. */
    long tell() {
        long now = time.getAsLong();
        if (told >= EACH_OF_FIRST && now - toldAt < GRAIN_NANOS) {
            return 0;
        }
        long read = cpu.getAsLong();
        long spent = Math.max(0, read - toldCpu);
        told++;
        toldAt = now;
        toldCpu = read;
        return spent;
    }
}
