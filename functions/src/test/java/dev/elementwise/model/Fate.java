package dev.elementwise.model;

/** Whether a child of a worker dies of nothing that it computes, as one does whose memory somebody else has taken. */
public interface Fate {

    /** Nothing happens to a child but what its elements do. */
    Fate KIND = new Fate() { };

    /** Whether there is no memory for a child. */
    default boolean refuses() {
        return false;
    }

    /** Whether a child dies that has several elements at a time. */
    default boolean strikes() {
        return false;
    }

    /** Whether a child dies that has nothing but this element. */
    default boolean strikesAlone(String element) {
        return false;
    }

    /** Whether what is in flight in a child that dies is blamed at once: a deliberate fault. */
    default boolean isBlaming() {
        return false;
    }
}
