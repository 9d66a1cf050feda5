package dev.elementwise.model;

import java.util.HashSet;
import java.util.Set;

/**
 * Strikes as the schedule has it. An element that is alone in two children that die can't be told from one that kills:
 * such ill luck happens to nobody.
 */
final class BlindFate implements Fate {

    private static final double RATE = 0.05;
    private static final double REFUSED = 0.02;

    private final Chaos chaos;
    private final boolean blaming;
    private final Set<String> struck = new HashSet<>();

    BlindFate(Chaos chaos, boolean blaming) {
        this.chaos = chaos;
        this.blaming = blaming;
    }

    @Override
    public boolean refuses() {
        return chaos.happens(REFUSED);
    }

    @Override
    public boolean strikes() {
        return chaos.happens(RATE);
    }

    @Override
    public boolean strikesAlone(String element) {
        return !struck.contains(element) && chaos.happens(RATE) && struck.add(element);
    }

    @Override
    public boolean isBlaming() {
        return blaming;
    }
}
