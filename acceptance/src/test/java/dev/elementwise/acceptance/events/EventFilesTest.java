package dev.elementwise.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.parts.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The files of {@code events/} are what functions get today: the API's of the gateway, spans as the queue carries them,
 * the clock's of the schedule. With {@code -Delementwise.record-events} they are written anew.
 */
final class EventFilesTest {

    private static final boolean RECORDS = System.getProperty("elementwise.record-events") != null;

    private final Recorder recorder = new Recorder();

    EventFilesTest() throws IOException {
    }

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void submitIsAPostOfThreeElements() throws IOException, InterruptedException {
        check("submit.json", recorder.request("POST", "/jobs",
            "{\"task\":\"count-primes\",\"elements\":[100000,200000,300000]}"));
    }

    @Test
    void statusIsAGetOfATask() throws IOException, InterruptedException {
        check("status.json", recorder.request("GET", "/tasks/count-primes", ""));
    }

    @Test
    void computeIsASpanOfTheSubmitAsTodaysQueueCarriesIt() throws IOException, InterruptedException {
        check("compute.json", recorder.span());
    }

    @Test
    void deadLetterIsASpanAsTodaysDeadLetterQueueCarriesIt() throws IOException, InterruptedException {
        check("dead-letter.json", recorder.deadLetter());
    }

    @Test
    void sweepIsACallOfTheSchedule() throws IOException, InterruptedException {
        check("sweep.json", recorder.schedule());
    }

    private static void check(String name, String event) throws IOException {
        Path file = Project.home().resolve("events").resolve(name);
        String today = EventText.settled(event);
        if (RECORDS) {
            Files.writeString(file, today);
        }
        assertThat(EventText.unpacked(Files.readString(file))).as("events/%s; events/README.md says how it is recorded",
            name).isEqualTo(EventText.unpacked(today));
    }
}
