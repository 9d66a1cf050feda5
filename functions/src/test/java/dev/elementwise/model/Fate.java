package dev.elementwise.model;

import java.util.HashSet;
import java.util.Set;

/**
 * Whether a child of a worker dies of nothing that it computes, as one does whose memory somebody else has taken. An
 * element that is alone in two of these can't be told from one that kills: such ill luck happens to nobody.
 */
public final class Fate {

    private static final double RATE = 0.05;

    private final Chaos chaos;
    private final boolean blaming;
    private final Set<String> struck = new HashSet<>();

    Fate(Chaos chaos, boolean blaming) {
        this.chaos = chaos;
        this.blaming = blaming;
    }

    /** Whether a child dies that has several elements at a time. */
    public boolean strikes() {
        return chaos.happens(RATE);
    }

    /** Whether a child dies that has nothing but this element. */
    public boolean strikesAlone(String element) {
        return !struck.contains(element) && chaos.happens(RATE) && struck.add(element);
    }

    /** Whether what is in flight in a child that dies is blamed at once: a deliberate fault. */
    public boolean isBlaming() {
        return blaming;
    }
}
