package dev.elementwise.compute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The batches that a worker has under way: the one that it was invoked with and, as its lanes run out of elements,
 * further spans, whose elements run beside the last ones of those before. So no lane is idle because another is still
 * busy with a long element. For one invocation and one thread.
 */
final class Courses {

    /** How much work on all lanes may be left when more is asked for. */
    private static final Duration AHEAD = Duration.ofMillis(1_500);
    /** The same once there is nothing to be had: what is beyond it others had better do. */
    private static final Duration DRY = Duration.ofMillis(600);
    /** Elements that take no longer than this make room for others soon. */
    private static final Duration SHORT = Duration.ofMillis(500);

    private final Supply supply;
    private final Attendance attendance;
    private final Starting starting;
    private final int lanes;
    private final List<Course> underWay = new ArrayList<>();
    private Optional<Batch> next = Optional.empty();

    /** Brings a batch onto the lanes. */
    interface Starting {

        /** Whether it takes no time: all of the batch's tasks are open. */
        boolean isOpen(Batch batch);

        /** Empty if the process has been ended, for a task did not open. */
        Optional<Course> start(Batch batch, Attendance attendance);

        /** Lets others have a batch of which nothing was started. */
        void handOn(Batch batch);
    }

    Courses(Supply supply, Attendance attendance, Starting starting, int lanes) {
        this.supply = supply;
        this.attendance = attendance;
        this.starting = starting;
        this.lanes = lanes;
    }

    /**
     * Runs a batch, and what else is taken, to their ends.
     *
     * @return {@link Shift.End#DONE}, or why the process must end
     */
    Shift.End run(Batch first) {
        if (!begin(first)) {
            return Shift.End.NOT_OPENED;
        }
        while (!underWay.isEmpty()) {
            underWay.get(0).await();
            attendance.run();
            Shift.End end = advance();
            if (end != Shift.End.GOING_ON) {
                return end;
            }
            if (!takeMore()) {
                return Shift.End.NOT_OPENED;
            }
        }
        return Shift.End.DONE;
    }

    private boolean begin(Batch batch) {
        attendance.join(batch);
        Optional<Course> course = starting.start(batch, attendance);
        course.ifPresent(underWay::add);
        return course.isPresent();
    }

    private Shift.End advance() {
        for (Course course : List.copyOf(underWay)) {
            Shift.End end = course.advance(attendance);
            if (end == Shift.End.DONE) {
                underWay.remove(course);
                attendance.leave(course.batch());
                supply.done(course.batch().deliveries());
            } else if (end != Shift.End.GOING_ON) {
                return end;
            }
        }
        return Shift.End.GOING_ON;
    }

    /** Whether the process goes on. */
    private boolean takeMore() {
        if (next.isEmpty() && supply.isOpen() && isRunningDry()) {
            next = supply.next(idle() == 0, attendance).map(work -> new Batch(List.of(work)));
            if (next.isEmpty() && supply.isExhausted()) {
                Duration kept = DRY;
                for (Course course : underWay) {
                    kept = course.shareBeyond(kept);
                }
            }
        }
        if (next.isPresent() && mayBegin(next.get())) {
            Batch batch = next.get();
            next = Optional.empty();
            return begin(batch);
        }
        return true;
    }

    /** A lane that opens a task must not be waited for. */
    private boolean mayBegin(Batch batch) {
        return starting.isOpen(batch) || left() == 0 && idle() > 0;
    }

    private int idle() {
        return lanes - underWay.stream().mapToInt(Course::flying).sum();
    }

    private int left() {
        return underWay.stream().mapToInt(Course::left).sum();
    }

    private boolean isRunningDry() {
        if (underWay.isEmpty()) {
            return false;
        }
        if (left() == 0 && idle() > 0) {
            return true;
        }
        return underWay.stream().allMatch(course -> course.isShort(SHORT))
            && underWay.stream().map(Course::expected).reduce(Duration.ZERO, Duration::plus)
                .compareTo((supply.isExhausted() ? DRY : AHEAD).multipliedBy(lanes)) <= 0;
    }

    /** Puts up all stop signs; whether the lanes have ended soon after. */
    boolean stop() {
        boolean stopped = true;
        for (Course course : underWay) {
            stopped &= course.stop();
        }
        return stopped;
    }

    /** Leaves nothing of what is under way in this process, which must end. */
    void leave(Shift.End end) {
        underWay.forEach(course -> course.leave(end));
        next.ifPresent(starting::handOn);
    }
}
