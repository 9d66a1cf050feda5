package dev.elementwise.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fibers of one function, which share its clock's zero and its lanes. One after the other has its turn. */
public final class Crew {

    /** What fibers share, such as what they know of a job, is seen so much too early or too late at most. */
    private static final long MOST_AHEAD = Duration.ofMillis(100).toNanos();

    private final VirtualTime time;
    private final LocalClock clock;
    private final ThreadLocal<Member> self = new ThreadLocal<>();
    private final Deque<Member> idle = new ArrayDeque<>();
    private int working;

    Crew(VirtualTime time, LocalClock clock) {
        this.time = time;
        this.clock = clock;
    }

    /** Work that a fiber has begun. */
    public final class Job {

        private boolean over;
        private @Nullable Member waiting;

        /** Lets the running fiber wait for the work's end. */
        public void join() {
            if (!over) {
                time.waitUntil(clock.nanos(), turn());
            }
            while (!over) {
                waiting = Objects.requireNonNull(self.get());
                time.rest(turn());
            }
            clock.set(Math.max(clock.nanos(), time.now()));
        }

        private void end() {
            time.waitUntil(clock.nanos(), turn());
            over = true;
            if (waiting != null) {
                time.give(waiting.turn);
            }
        }
    }

    /** Lets the others catch up with the running fiber, if it is far ahead. */
    public void meet() {
        if (working > 1 && clock.nanos() - time.now() > MOST_AHEAD) {
            time.waitUntil(clock.nanos(), turn());
        }
    }

    /** The running fiber's turn. */
    Turn turn() {
        return Objects.requireNonNull(self.get()).turn;
    }

    /** Lets a fiber do some work from a moment on. */
    public Job start(Runnable work, long begin) {
        Job job = new Job();
        Member member = idle.isEmpty() ? new Member() : idle.pop();
        member.begin(work, job, begin);
        return job;
    }

    /** Lets a fiber do some work from now on, in the time of the one that runs. */
    public Job start(Runnable work) {
        return start(work, clock.nanos());
    }

    private final class Member {

        private final Thread thread = Fibers.of(this::run);
        private final Turn turn = new Turn(thread);
        private @Nullable Runnable work;
        private @Nullable Job job;
        private long begin;

        private void begin(Runnable next, Job whose, long from) {
            working++;
            boolean fresh = work == null;
            work = next;
            job = whose;
            begin = from;
            time.at(from, () -> time.give(turn));
            if (fresh) {
                thread.start();
            }
        }

        private void run() {
            self.set(this);
            turn.await();
            while (true) {
                try {
                    clock.set(begin);
                    Job own = Objects.requireNonNull(job);
                    Objects.requireNonNull(work).run();
                    own.end();
                } catch (RuntimeException | Error e) {
                    time.fail(e);
                }
                working--;
                idle.push(this);
                time.rest(turn);
            }
        }
    }
}
