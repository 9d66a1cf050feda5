package dev.elementwise.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects flaws: keeps the first {@value #KEPT}, counts all. For use by one thread. */
public final class Flaws {

    /** How many flaws are kept. */
    public static final int KEPT = 20;

    /** A field of the whole, or an item of one that is a list. */
    private static final Pattern PART = Pattern.compile("/[^/]*(/\\d+(?=/|$))?");

    private final List<Flaw> first = new ArrayList<>();
    private final Predicate<String> doubtful;
    private long count;
    private long doubts;

    public Flaws() {
        this(pointer -> false);
    }

    private Flaws(Predicate<String> doubtful) {
        this.doubtful = doubtful;
    }

    public void add(String pointer, String detail) {
        if (doubtful.test(pointer)) {
            doubts++;
            return;
        }
        count++;
        if (first.size() < KEPT) {
            first.add(new Flaw(pointer, detail));
        }
    }

    /**
     * For a second look, at the value that was read in spite of these flaws. What it finds in the same field, or item
     * of a list, or in what is around them, is not told: there the value is not as it was sent. Where there are more
     * flaws than are kept, nothing more is told.
     */
    public Flaws beyond() {
        if (count > KEPT) {
            return new Flaws(pointer -> true);
        }
        Set<String> places = new HashSet<>();
        first.forEach(flaw -> places.add(part(flaw.pointer())));
        return new Flaws(pointer -> places.contains("") || places.contains(part(pointer))
            || places.stream().anyMatch(place -> place.startsWith(pointer + "/")));
    }

    private static String part(String pointer) {
        Matcher part = PART.matcher(pointer);
        return part.lookingAt() ? part.group() : "";
    }

    /** These and then the others. */
    public Flaws and(Flaws others) {
        Flaws all = new Flaws();
        first.forEach(flaw -> all.add(flaw.pointer(), flaw.detail()));
        others.first.forEach(flaw -> all.add(flaw.pointer(), flaw.detail()));
        all.count = count + others.count;
        return all;
    }

    /** The first {@value #KEPT}, in the order they were found. */
    public List<Flaw> first() {
        return List.copyOf(first);
    }

    /** How many there are, kept or not. */
    public long count() {
        return count;
    }

    /** How many were added, told or not: whether it has grown says whether what was looked at is sound. */
    public long found() {
        return count + doubts;
    }

    public boolean isEmpty() {
        return found() == 0;
    }
}
