package dev.elementwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Instant now = Instant.EPOCH;

    @Test
    void terminalShowsOneLineThatIsRedrawn() {
        Progress progress = progress(true);
        now = now.plusSeconds(2);

        progress.show(new Tally(2_250, 3, 5_000, false));

        assertThat(text()).isEqualTo(
                "\r\u001b[K[##########--------------] 45%  2,250/5,000  3 failed  1,125/s  2.4 s left");
    }

    @Test
    void totalThatMayGrowIsMarkedAndNotEstimated() {
        Progress progress = progress(true);
        now = now.plusSeconds(1);

        progress.show(new Tally(10, 0, 20, true));

        assertThat(text()).endsWith("50%  10/20+  10/s");
    }

    @Test
    void logFileGetsALineEveryTenSeconds() {
        Progress progress = progress(false);
        for (int second = 0; second < 25; second++) {
            now = now.plusSeconds(1);
            progress.show(new Tally(second, 0, 100, false));
        }
        assertThat(text()).hasLineCount(2).doesNotContain("\r\u001b");
    }

    @Test
    void endTellsTheWhole() {
        Progress progress = progress(true);
        now = now.plus(Duration.ofSeconds(125));

        progress.end(new Tally(1, 1, 1, false));

        assertThat(text()).isEqualTo("1 element, 1 failed, 2 min 5 s" + System.lineSeparator());
    }

    @Test
    void rateIsToldOfManyElements() {
        Progress progress = progress(true);
        now = now.plusSeconds(10);

        progress.end(new Tally(200, 0, 200, false));

        assertThat(text()).isEqualTo("200 elements, all succeeded, 10.0 s (20/s)" + System.lineSeparator());
    }

    @Test
    void estimateIsThatOfTheLastSecondsAndNoneWhileNothingIsDone() {
        Progress progress = progress(true);
        now = now.plusSeconds(60);
        progress.show(new Tally(0, 0, 300, false));
        assertThat(text()).doesNotContain("left");
        now = now.plusSeconds(10);
        progress.show(new Tally(100, 0, 300, false));
        assertThat(text()).endsWith("20.0 s left");

        now = now.plusSeconds(10);
        err.reset();
        progress.show(new Tally(100, 0, 300, false));

        assertThat(text()).doesNotContain("left");
    }

    private Progress progress(boolean terminal) {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new Progress(new Console(InputStream.nullInputStream(), err,
                new PrintStream(err, true, StandardCharsets.UTF_8), terminal), clock);
    }

    private String text() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
