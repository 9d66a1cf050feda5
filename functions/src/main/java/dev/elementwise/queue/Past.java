package dev.elementwise.queue;

/**
 * What is known to have happened to a span's elements.
 *
 * @param generation how often they have come out of the dead-letter queue
 * @param crashes how many children a single element has taken down that had nothing else to do
 */
public record Past(int generation, int crashes) {

    public static final Past NONE = new Past(0, 0);

    public Past {
        if (generation < 0 || crashes < 0) {
            throw new IllegalArgumentException("Generation " + generation + ", crashes " + crashes);
        }
    }

    public Past nextGeneration() {
        return new Past(generation + 1, crashes);
    }

    public Past withCrashes(int all) {
        return new Past(generation, all);
    }
}
