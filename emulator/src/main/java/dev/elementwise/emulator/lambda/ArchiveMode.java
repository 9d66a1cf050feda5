package dev.elementwise.emulator.lambda;

/** What is done with class-data archives, which halve the time that an execution environment takes to start. */
public enum ArchiveMode {
    /** Those that are there are used. */
    USE,
    /**
     * One is made for each function that has none: its one environment notes which classes the invocations load, and
     * writes the archive when the pool is closed. Invocations are slower meanwhile.
     */
    RECORD,
    /** As if there were none. */
    IGNORE
}
