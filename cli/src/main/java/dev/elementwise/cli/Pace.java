package dev.elementwise.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast a job has been lately, for what it has been since its start says little of one that stands still. */
final class Pace {

    private static final Duration LATELY = Duration.ofSeconds(10);

    private final Deque<Mark> marks = new ArrayDeque<>();

    /** @param done at that moment */
    void mark(Instant now, long done) {
        marks.addLast(new Mark(now, done));
        while (marks.size() > 2 && isPast(marks.stream().skip(1).findFirst().orElseThrow(), now)) {
            marks.removeFirst();
        }
    }

    private static boolean isPast(Mark mark, Instant now) {
        return Duration.between(mark.at(), now).compareTo(LATELY) >= 0;
    }

    /** @return how long this many more will take; none while nothing is done */
    Optional<Duration> timeFor(long more) {
        long done = marks.getLast().done() - marks.getFirst().done();
        if (done <= 0) {
            return Optional.empty();
        }
        long millis = Duration.between(marks.getFirst().at(), marks.getLast().at()).toMillis();
        return Optional.of(Duration.ofMillis((long) ((double) millis / done * more)));
    }

    private record Mark(Instant at, long done) {
    }
}
