package dev.elementwise.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of indices, as runs in ascending order that neither overlap nor touch.
 */
public record IndexRuns(List<IndexRun> runs) {

    public static final IndexRuns NONE = new IndexRuns(List.of());

    public IndexRuns {
        runs = List.copyOf(runs);
        for (int i = 1; i < runs.size(); i++) {
            if (runs.get(i).from() <= runs.get(i - 1).to()) {
                throw new IllegalArgumentException("Runs out of order: " + runs);
            }
        }
    }

    public static IndexRuns of(long from, long to) {
        return from == to ? NONE : new IndexRuns(List.of(new IndexRun(from, to)));
    }

    public static IndexRuns of(IndexRun run) {
        return new IndexRuns(List.of(run));
    }

    /** The set of any runs, in any order, overlapping or not. */
    public static IndexRuns union(List<IndexRun> any) {
        List<IndexRun> sorted = new ArrayList<>(any);
        sorted.sort(Comparator.comparingLong(IndexRun::from));
        List<IndexRun> merged = new ArrayList<>();
        for (IndexRun run : sorted) {
            IndexRun last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && run.from() <= last.to()) {
                merged.set(merged.size() - 1, new IndexRun(last.from(), Math.max(last.to(), run.to())));
            } else {
                merged.add(run);
            }
        }
        return new IndexRuns(merged);
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /** How many indices. */
    public long size() {
        return runs.stream().mapToLong(IndexRun::size).sum();
    }

    public boolean contains(long index) {
        int low = 0;
        int high = runs.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            IndexRun run = runs.get(middle);
            if (index < run.from()) {
                high = middle - 1;
            } else if (index >= run.to()) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    public IndexRuns plus(IndexRuns other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        List<IndexRun> all = new ArrayList<>(runs);
        all.addAll(other.runs);
        return union(all);
    }

    public IndexRuns minus(IndexRuns other) {
        List<IndexRun> rest = new ArrayList<>();
        int next = 0;
        for (IndexRun run : runs) {
            long from = run.from();
            while (next < other.runs.size() && other.runs.get(next).to() <= from) {
                next++;
            }
            for (int i = next; i < other.runs.size() && other.runs.get(i).from() < run.to(); i++) {
                IndexRun hole = other.runs.get(i);
                if (hole.from() > from) {
                    rest.add(new IndexRun(from, hole.from()));
                }
                from = Math.max(from, hole.to());
            }
            if (from < run.to()) {
                rest.add(new IndexRun(from, run.to()));
            }
        }
        return new IndexRuns(rest);
    }

    /** The indices that are in {@code window} too. */
    public IndexRuns within(IndexRun window) {
        List<IndexRun> inside = new ArrayList<>();
        for (IndexRun run : runs) {
            long from = Math.max(run.from(), window.from());
            long to = Math.min(run.to(), window.to());
            if (from < to) {
                inside.add(new IndexRun(from, to));
            }
        }
        return new IndexRuns(inside);
    }

    /**
     * This set as up to {@code pieces} sets of nearly the same size, in order, none of them empty; cut at multiples of
     * {@code grain} where that moves no cut by as much as a piece.
     *
     * @param grain a block's size: pieces that share no block do not meet in one
     */
    public List<IndexRuns> split(int pieces, int grain) {
        long size = size();
        List<Long> sizes = new ArrayList<>();
        for (int piece = 0; piece < pieces; piece++) {
            sizes.add(size * (piece + 1) / pieces - size * piece / pieces);
        }
        return split(sizes, grain);
    }

    /** The same for pieces of these sizes; the last takes what is left. */
    public List<IndexRuns> split(List<Long> sizes, int grain) {
        List<IndexRuns> result = new ArrayList<>();
        long size = size();
        long done = 0;
        long cut = 0;
        for (int piece = 0; piece < sizes.size(); piece++) {
            cut = piece == sizes.size() - 1 ? size : Math.min(size, cut + sizes.get(piece));
            long edge = edge(cut, grain);
            long end = edge < size && edge - cut < sizes.get(piece) ? edge : cut;
            if (end > done) {
                result.add(slice(done, end));
                done = end;
            }
        }
        return result;
    }

    /** The first position from {@code position} on at which a multiple of {@code grain} has been reached; or the end. */
    public long edge(long position, int grain) {
        long before = 0;
        long aim = -1;
        for (IndexRun run : runs) {
            if (aim < 0 && position < before + run.size()) {
                long index = run.from() + position - before;
                aim = (index + grain - 1) / grain * grain;
            }
            if (aim >= 0 && aim <= run.from()) {
                return before;
            }
            if (aim >= 0 && aim < run.to()) {
                return before + aim - run.from();
            }
            before += run.size();
        }
        return before;
    }

    /** The indices whose positions in this set are {@code from} to {@code to}, counted from 0. */
    public IndexRuns slice(long from, long to) {
        List<IndexRun> slice = new ArrayList<>();
        long position = 0;
        for (IndexRun run : runs) {
            long start = Math.max(from - position, 0);
            long end = Math.min(to - position, run.size());
            if (start < end) {
                slice.add(new IndexRun(run.from() + start, run.from() + end));
            }
            position += run.size();
        }
        return new IndexRuns(slice);
    }
}
