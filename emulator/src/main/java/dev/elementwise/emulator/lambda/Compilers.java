package dev.elementwise.emulator.lambda;

/** Which of the JVM's compilers work for functions whose own {@code JAVA_TOOL_OPTIONS} do not settle it. */
public enum Compilers {
    /** As in Lambda's Java runtimes: code is fast soon, and never gets faster. */
    FIRST,
    /** Slower for minutes of load, in which both compilers are at work, and faster from then on. */
    ALL
}
