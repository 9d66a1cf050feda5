package dev.elementwise.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Shows people how far a job is: a line that is redrawn on a terminal, elsewhere a line now and then. */
final class Progress {

    private static final int BAR = 24;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    /** With fewer the rate tells more of the start than of the task. */
    private static final int ENOUGH_FOR_A_RATE = 100;
    private static final String CLEARED = "\r\u001b[K";

    private final PrintStream err;
    private final boolean terminal;
    private final Clock clock;
    private final Instant start;
    private final Pace pace = new Pace();
    private Instant lastLine;
    private boolean drawn;
    private int jobs;
    private Optional<Stats> stats = Optional.empty();

    Progress(Console console, Clock clock) {
        this.err = console.err();
        this.terminal = console.errIsTerminal();
        this.clock = clock;
        this.start = clock.instant();
        this.lastLine = start;
        pace.mark(start, 0);
    }

    void show(Tally tally) {
        Instant now = clock.instant();
        pace.mark(now, tally.done());
        if (terminal) {
            err.print(CLEARED + line(tally, Duration.between(start, now)));
            err.flush();
            drawn = true;
        } else if (Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0) {
            err.println(line(tally, Duration.between(start, now)));
            lastLine = now;
        }
    }

    /** Takes the line away, so that something else can be written there. */
    void clear() {
        if (drawn) {
            err.print(CLEARED);
            err.flush();
            drawn = false;
        }
    }

    /** Tells what a job's values were reduced to, if that was asked for. */
    void ended(Job job) {
        clear();
        stats = jobs == 0 ? job.stats() : Optional.empty();
        jobs++;
        job.reduced().ifPresent(result -> err.println(job.reduceError()
                .map(error -> "Not reduced: " + error).orElse("Reduced: " + result)));
    }

    /** The last line, which stays. */
    void end(Tally tally) {
        clear();
        Duration taken = Duration.between(start, clock.instant());
        String failed = tally.failed() == 0 ? "all succeeded" : count(tally.failed()) + " failed";
        err.println(count(tally.total()) + (tally.total() == 1 ? " element, " : " elements, ") + failed + ", "
                + seconds(taken) + (tally.total() < ENOUGH_FOR_A_RATE ? "" : " (" + rate(tally.done(), taken) + "/s)")
                + stats.map(Progress::efficiency).orElse(""));
    }

    private static String efficiency(Stats stats) {
        return String.format(Locale.ROOT, ", %.1f x one core, %.0f%% of cores busy", stats.speedUp(),
                stats.coresBusy() * 100);
    }

    private String line(Tally tally, Duration taken) {
        double share = tally.total() == 0 ? 1 : (double) tally.done() / tally.total();
        int filled = (int) (share * BAR);
        String line = "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + (int) (share * 100) + "%  "
                + count(tally.done()) + "/" + count(tally.total()) + (tally.more() ? "+" : "");
        String failed = tally.failed() == 0 ? "" : "  " + count(tally.failed()) + " failed";
        return line + failed + "  " + rate(tally.done(), taken) + "/s" + left(tally);
    }

    private String left(Tally tally) {
        return tally.more() ? "" : pace.timeFor(tally.total() - tally.done())
                .map(time -> "  " + seconds(time) + " left").orElse("");
    }

    private static String rate(long done, Duration taken) {
        double perSecond = done * 1000.0 / Math.max(1, taken.toMillis());
        return perSecond < 10 ? String.format(Locale.ROOT, "%.1f", perSecond) : count(Math.round(perSecond));
    }

    private static String seconds(Duration duration) {
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
