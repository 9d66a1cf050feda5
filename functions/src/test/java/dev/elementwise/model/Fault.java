package dev.elementwise.model;

/** Something wrong in the engine or in what it stands on, switched on to see whether the model notices. */
interface Fault {

    /** The engine as it is. */
    Fault NONE = new Fault() {
    };

    /** What a schedule that is broken by the fault says; of {@link #NONE} anything. */
    default String breaks() {
        return "";
    }

    /** The ports of a process that has the fault. */
    default Ports ports(Ports real, World world) {
        return real;
    }

    /** Whether an element is blamed for the first child that dies around it. */
    default boolean blamesFirstDeath() {
        return false;
    }

    /** A function that has the fault. */
    default Mapping.Handler handler(Mapping.Handler real, ModelQueue queue) {
        return real;
    }
}
