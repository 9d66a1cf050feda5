package dev.elementwise.json;

import java.util.ArrayList;
import java.util.List;

/** Collects flaws: keeps the first {@value #KEPT}, counts all. For use by one thread. */
public final class Flaws {

    /** How many flaws are kept. */
    public static final int KEPT = 20;

    private final List<Flaw> first = new ArrayList<>();
    private long count;

    public void add(String pointer, String detail) {
        count++;
        if (first.size() < KEPT) {
            first.add(new Flaw(pointer, detail));
        }
    }

    /** The first {@value #KEPT}, in the order they were found. */
    public List<Flaw> first() {
        return List.copyOf(first);
    }

    /** How many there are, kept or not. */
    public long count() {
        return count;
    }

    public boolean isEmpty() {
        return count == 0;
    }
}
