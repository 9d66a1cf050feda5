package dev.elementwise.settings;

/**
 * What the compute function runs on.
 *
 * @param memoryMegabytes the memory it is given, and with it its share of cores
 * @param architecture of its processor: {@code arm64} or {@code x86_64}
 */
public record Machine(int memoryMegabytes, String architecture) {

    private static final double MEGABYTES_PER_VCPU = 1_769;

    /**
     * The vCPUs that Lambda gives at its memory, the last of them perhaps in part.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">Lambda: 1,769 MB are one
     *     vCPU</a>
     */
    public int vcpus() {
        return vcpusAt(memoryMegabytes);
    }

    public static int vcpusAt(int megabytes) {
        return Math.max(1, (int) Math.ceil(megabytes / MEGABYTES_PER_VCPU));
    }
}
