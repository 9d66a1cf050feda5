package dev.elementwise.emulator.template;

/** Turns a resource's properties into what a stack has of its type. */
@FunctionalInterface
interface ResourceReader {

    /** Reads every property that has a meaning or may be passed over; the caller refuses the others. */
    void read(Resource resource, Properties properties);
}
