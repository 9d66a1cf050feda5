package dev.elementwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapCommandTest {

    private static final String LARGE = '"' + "x".repeat(99_998) + '"';

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Duration> pauses = new ArrayList<>();
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void outcomesAreWrittenAsTheServerSendsThem() throws Exception {
        String lines = "{\"index\":0,\"value\": 9592}\n{\"index\":1,\"value\":{\"é\":1.0}}\n";
        server.on("POST /jobs", 202, job("j1", "queued", 2, 0, 0))
                .on("GET /jobs/j1", 200, job("j1", "completed", 2, 2, 0))
                .on("GET /jobs/j1/results", 200, lines);

        assertThat(map("count-primes", "100000", "200000")).isEqualTo(ExitCode.SUCCESS);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(lines);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("2 elements, all succeeded, ");
        ScriptedServer.Asked post = server.asked("POST /jobs").get(0);
        assertThat(post.body()).isEqualTo("{\"task\":\"count-primes\",\"elements\":[100000,200000]}");
        assertThat(post.headers()).containsEntry("Content-type", "application/json");
        assertThat(post.headers().get("Idempotency-key")).hasSizeBetween(16, 255);
        assertThat(server.asked("GET /jobs/j1/results").get(0).headers())
                .containsEntry("Accept", "application/x-ndjson");
    }

    @Test
    void valuesThatAreDiscardedAreNotPrinted() throws Exception {
        String reduced = "\"discard\":true,\"reduced\":6,\"status\"";
        server.on("POST /jobs", 202, job("j1", "completed", 3, 3, 0).replace("\"status\"", reduced))
                .on("GET /jobs/j1/results", 200, "");

        assertThat(map("identity", "--reduce", "sum", "--discard", "1", "2", "3")).isEqualTo(ExitCode.SUCCESS);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("Reduced: 6" + System.lineSeparator() + "3 element");
        assertThat(server.asked("POST /jobs").get(0).body())
                .isEqualTo("{\"task\":\"identity\",\"reduce\":\"sum\",\"discard\":true,\"elements\":[1,2,3]}");
    }

    @Test
    void resultOfAllValuesIsToldAtTheEndAsItStands() throws Exception {
        String reduced = "\"reduced\": [{\"index\":1,\"value\":0.10}],\"status\"";
        server.on("POST /jobs", 202, job("j1", "completed", 1, 1, 0).replace("\"status\"", reduced))
                .on("GET /jobs/j1/results", 200, "{\"index\":0,\"value\":1}\n");

        assertThat(map("identity", "--reduce", "{\"name\":\"top\"}", "0")).isEqualTo(ExitCode.SUCCESS);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("Reduced: [{\"index\":1,\"value\":0.10}]" + System.lineSeparator() + "1 element, ");
        assertThat(server.asked("POST /jobs").get(0).body())
                .isEqualTo("{\"task\":\"identity\",\"reduce\":{\"name\":\"top\"},\"elements\":[0]}");
    }

    @Test
    void efficiencyOfMoreThanASecondOfWorkIsTold() throws Exception {
        String stats = "\"stats\":{\"cpuSeconds\":12.5,\"speedUp\":1.93,\"coresBusy\":0.968},\"status\"";
        server.on("POST /jobs", 202, job("j1", "completed", 1, 1, 0).replace("\"status\"", stats))
                .on("GET /jobs/j1/results", 200, "{\"index\":0,\"value\":1}\n");

        map("identity", "0");

        assertThat(err.toString(StandardCharsets.UTF_8)).contains(" s, 1.9 x one core, 97% of cores busy");
    }

    @Test
    void efficiencyOfLessIsNotTold() throws Exception {
        String stats = "\"stats\":{\"cpuSeconds\":0.5,\"speedUp\":1.93,\"coresBusy\":null},\"status\"";
        server.on("POST /jobs", 202, job("j1", "completed", 1, 1, 0).replace("\"status\"", stats))
                .on("GET /jobs/j1/results", 200, "{\"index\":0,\"value\":1}\n");

        map("identity", "0");

        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("core");
    }

    @Test
    void whyThereIsNoResultOfAllValuesIsToldAndIsAFailure() throws Exception {
        String reduced = "\"reduced\":null,\"reduceError\":{\"message\":\"not a number\"},\"status\"";
        server.on("POST /jobs", 202, job("j1", "completed", 1, 1, 0).replace("\"status\"", reduced))
                .on("GET /jobs/j1/results", 200, "{\"index\":0,\"value\":1}\n");

        assertThat(map("identity", "--reduce", "sum", "0")).isEqualTo(ExitCode.FAILURE);

        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Not reduced: {\"message\":\"not a number\"}");
        assertThat(server.asked("POST /jobs").get(0).body()).contains("\"reduce\":\"sum\"");
    }

    @Test
    void failedElementsEndWithThree() throws Exception {
        server.on("POST /jobs", 202, job("j1", "completed", 2, 1, 1))
                .on("GET /jobs/j1/results", 200, "{\"index\":0,\"error\":{}}\n{\"index\":1,\"value\":1}\n");

        assertThat(map("identity", "0", "1")).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("2 elements, 1 failed");
    }

    @Test
    void pagesAreFollowedWhileTheJobRuns() throws Exception {
        server.on("POST /jobs", 202, job("j1", "running", 2, 0, 0))
                .on("GET /jobs/j1", 200, job("j1", "running", 2, 1, 0))
                .on("GET /jobs/j1", 200, job("j1", "completed", 2, 2, 0))
                .on("GET /jobs/j1/results", 200, "{\"index\":0,\"value\":1}\n",
                        "Link", "</jobs/j1/more>; rel=\"next\"")
                .on("GET /jobs/j1/more", 200, "{\"index\":1,\"value\":2}\n");

        assertThat(map("identity", "1", "2")).isEqualTo(ExitCode.SUCCESS);
        assertThat(out.toString(StandardCharsets.UTF_8)).hasLineCount(2);
    }

    @Test
    void aServerThatDoesNotHoldTheLineIsNotAskedWithoutPause() throws Exception {
        server.on("POST /jobs", 202, job("j1", "running", 1, 0, 0))
                .on("GET /jobs/j1", 200, job("j1", "running", 1, 0, 0))
                .on("GET /jobs/j1", 200, job("j1", "completed", 1, 1, 0))
                .on("GET /jobs/j1/results", 200, "", "Link", "</jobs/j1/results>; rel=next")
                .on("GET /jobs/j1/results", 200, "{\"index\":0,\"value\":1}\n");

        assertThat(map("identity", "1")).isEqualTo(ExitCode.SUCCESS);
        assertThat(pauses).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void inputBeyondTwoMebibytesIsSentToAnOpenJobWhichIsClosedAtTheEnd() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        server.on("POST /jobs", 202, job("j1", "running", 20, 0, 0))
                .on("POST /jobs/j1/elements", 503, "", "Retry-After", "0")
                .on("POST /jobs/j1/elements", 202, job("j1", "running", 40, 0, 0))
                .on("POST /jobs/j1/close", closed::countDown, 202, job("j1", "running", 50, 0, 0))
                .on("GET /jobs/j1", () -> await(closed), 200, job("j1", "completed", 50, 50, 0))
                .on("GET /jobs/j1/results", 200, outcomes(50));

        ExitCode code = mapStdin((LARGE + "\n").repeat(50), "identity", "-");

        assertThat(code).isEqualTo(ExitCode.SUCCESS);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(outcomes(50));
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("50 elements, all succeeded");
        ScriptedServer.Asked submit = server.asked("POST /jobs").get(0);
        assertThat(submit.body()).startsWith("{\"task\":\"identity\",\"elements\":[\"xx").endsWith("],\"open\":true}");
        List<ScriptedServer.Asked> added = server.asked("POST /jobs/j1/elements");
        assertThat(added).extracting(ScriptedServer.Asked::body).hasSize(3)
                .allMatch(body -> body.startsWith("{\"elements\":[\"xx") && body.length() <= 2 * 1024 * 1024);
        String key = submit.headers().get("Idempotency-key");
        assertThat(added).extracting(asked -> asked.headers().get("Idempotency-key"))
                .containsExactly(key + "-1", key + "-1", key + "-2");
        assertThat(Stream.concat(Stream.of(submit), added.stream().skip(1)).mapToLong(asked ->
                asked.body().split("\"xx", -1).length - 1).sum()).isEqualTo(50);
    }

    @Test
    void badLineBehindMuchInputCancelsTheJobAndIsNamed() throws Exception {
        server.on("POST /jobs", 202, job("j1", "running", 20, 0, 0))
                .on("POST /jobs/j1/elements", 202, job("j1", "running", 40, 0, 0))
                .on("GET /jobs/j1", 200, job("j1", "running", 40, 0, 0))
                .on("GET /jobs/j1/results", 200, "", "Link", "</jobs/j1/results>; rel=next")
                .on("DELETE /jobs/j1", 202, job("j1", "cancelled", 40, 0, 0));

        assertThat(mapStdin((LARGE + "\n").repeat(45) + "nope", "identity", "-")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("Line 46 of the input is not one JSON value: nope", "Cancelled job j1.");
        assertThat(server.asked("DELETE /jobs/j1")).hasSize(1);
        assertThat(server.asked("POST /jobs/j1/close")).isEmpty();
    }

    @Test
    void refusalBehindMuchInputSaysWhichOfItsElementsItMeans() throws Exception {
        server.on("POST /jobs", 202, job("j1", "running", 20, 0, 0))
                .on("POST /jobs/j1/elements", 422, "{\"detail\":\"A field is wrong.\",\"errors\":"
                        + "[{\"pointer\":\"/elements/3\",\"detail\":\"Too large.\"}]}")
                .on("GET /jobs/j1", 200, job("j1", "running", 20, 0, 0))
                .on("GET /jobs/j1/results", 200, "", "Link", "</jobs/j1/results>; rel=next")
                .on("DELETE /jobs/j1", 202, job("j1", "cancelled", 20, 0, 0));

        assertThat(mapStdin((LARGE + "\n").repeat(30), "identity", "-")).isEqualTo(ExitCode.FAILURE);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("After the first 20 elements: The server answers "
                + "422: A field is wrong (/elements/3, the input's element number 24: Too large).");
    }

    @Test
    void jobThatTakesNoMoreForItWasCancelledElsewhereIsAFailure() throws Exception {
        server.on("POST /jobs", 202, job("j1", "running", 20, 0, 0))
                .on("POST /jobs/j1/elements", 409, "{\"detail\":\"no more\"}")
                .on("GET /jobs/j1", 200, job("j1", "cancelled", 20, 1, 0))
                .on("GET /jobs/j1/results", 200, outcomes(1));

        assertThat(mapStdin((LARGE + "\n").repeat(30), "identity", "-")).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Job j1 is cancelled after 1 of 20 elements.");
        assertThat(server.asked("DELETE /jobs/j1")).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstElement() throws Exception {
        server.on("POST /jobs", 202, job("j1", "completed", 1, 1, 0))
                .on("GET /jobs/j1/results", 200, "{\"index\":0,\"value\":7}\n");

        assertThat(mapStdin("\uFEFF7\n", "identity", "-")).isEqualTo(ExitCode.SUCCESS);

        assertThat(server.asked("POST /jobs").get(0).body()).isEqualTo("{\"task\":\"identity\",\"elements\":[7]}");
    }

    @Test
    void versionIsTold() {
        Console console = new Console(new ByteArrayInputStream(new byte[0]), out, stderr(), false);

        assertThat(Main.run(List.of("--version"), console)).isEqualTo(ExitCode.SUCCESS);

        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("elementwise ");
    }

    @Test
    void emptyInputIsAJobWithoutElements() throws Exception {
        server.on("POST /jobs", 202, job("j1", "completed", 0, 0, 0)).on("GET /jobs/j1/results", 200, "");

        assertThat(mapStdin("\n \n", "identity", "-")).isEqualTo(ExitCode.SUCCESS);
        assertThat(server.asked("POST /jobs").get(0).body()).isEqualTo("{\"task\":\"identity\",\"elements\":[]}");
    }

    @Test
    void rangeParamsLabelAndKeyTravel() throws Exception {
        server.on("POST /jobs", 202, job("j1", "completed", 0, 0, 0)).on("GET /jobs/j1/results", 200, "");

        assertThat(map("monte-carlo-pi", "--range", "-5:10:3", "--params={\"samples\":10}", "--label", "a \"b\"",
                "--api-key", "secret")).isEqualTo(ExitCode.SUCCESS);

        ScriptedServer.Asked post = server.asked("POST /jobs").get(0);
        assertThat(post.body()).isEqualTo("{\"task\":\"monte-carlo-pi\",\"label\":\"a \\\"b\\\"\","
                + "\"params\":{\"samples\":10},\"range\":{\"start\":-5,\"stop\":10,\"step\":3}}");
        assertThat(post.headers()).containsEntry("X-api-key", "secret");
    }

    @Test
    void refusalIsOneSentenceWithItsPointers() throws Exception {
        server.on("POST /jobs", 422, "{\"type\":\"about:blank\",\"status\":422,\"detail\":\"2 fields are wrong.\","
                + "\"errors\":[{\"pointer\":\"/elements/0\",\"detail\":\"Too large.\"},"
                + "{\"pointer\":\"/params\",\"detail\":\"not an object\"}]}");

        assertThat(map("count-primes", "1e99")).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("elementwise: The server answers 422: "
                + "2 fields are wrong (/elements/0: Too large; /params: not an object)." + System.lineSeparator());
        assertThat(out.size()).isZero();
    }

    @Test
    void busyServerIsAskedAgainUnderTheSameKeyWhenItWants() throws Exception {
        server.on("POST /jobs", 429, "{}", "Retry-After", "7").on("POST /jobs", 503, "", "Retry-After", "0")
                .on("POST /jobs", 504, "").on("POST /jobs", 202, job("j1", "completed", 1, 1, 0))
                .on("GET /jobs/j1/results", 200, outcomes(1));

        assertThat(map("identity", "0")).isEqualTo(ExitCode.SUCCESS);

        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ZERO, Duration.ofSeconds(1));
        assertThat(server.asked("POST /jobs").stream().map(asked -> asked.headers().get("Idempotency-key"))
                .distinct()).hasSize(1);
    }

    @Test
    void serverThatIsNotThereEndsWithOneSentence() throws Exception {
        server.close();

        assertThat(map("identity", "0")).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains("Nothing answers at ")
                .contains("Connection refused");
        assertThat(pauses).isEmpty();
    }

    @Test
    void serverThatGoesAwayWhileAJobRunsIsAskedAgain() throws Exception {
        server.on("POST /jobs", 202, job("j1", "running", 1, 0, 0));
        Timing timing = new Timing(Clock.systemUTC(), pauses::add);
        RetryingTransport transport = new RetryingTransport(new HttpTransport(Map.of()), timing, line -> { });
        JobClient client = new JobClient(server.address(), transport);
        Job job = client.submit("{}".getBytes(StandardCharsets.UTF_8), "key");
        server.close();

        assertThatThrownBy(() -> client.read(job)).isInstanceOf(CommandException.class)
                .hasMessageContaining("No answer from ");
        assertThat(pauses).hasSize(5);
    }

    @Test
    void jobThatWasCancelledElsewhereIsAFailure() throws Exception {
        server.on("POST /jobs", 202, job("j1", "cancelled", 3, 1, 0)).on("GET /jobs/j1/results", 200, outcomes(1));

        assertThat(map("identity", "0", "1", "2")).isEqualTo(ExitCode.FAILURE);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(outcomes(1));
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Job j1 is cancelled after 1 of 3 elements.");
    }

    @Test
    void outcomesGoToAFileThatIsEmptiedFirst(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("outcomes.ndjson"), "old ".repeat(1_000));
        server.on("POST /jobs", 202, job("j1", "completed", 2, 2, 0)).on("GET /jobs/j1/results", 200, outcomes(2));

        assertThat(map("identity", "0", "1", "--output", file.toString())).isEqualTo(ExitCode.SUCCESS);
        assertThat(file).hasContent(outcomes(2));
        assertThat(out.size()).isZero();
    }

    @Test
    void fileStaysAsItIsWhenTheJobIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("outcomes.ndjson"), "old");
        server.on("POST /jobs", 422, "{\"detail\":\"no\"}");

        assertThat(map("identity", "0", "--output", file.toString())).isEqualTo(ExitCode.FAILURE);
        assertThat(file).hasContent("old");
    }

    @Test
    void fileThatCannotBeWrittenIsToldBeforeAJobRuns(@TempDir Path folder) throws Exception {
        assertThat(map("identity", "0", "--output", folder.resolve("no/such/file").toString()))
                .isEqualTo(ExitCode.FAILURE);
        assertThat(map("identity", "0", "--output", folder.toString())).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("its folder is not there.", "it is a folder.");
        assertThat(server.asked("POST /jobs")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Broken pipe", "The pipe is being closed", "The pipe has been ended"})
    void readerThatWentAwayCancelsTheJobWithoutAWord(String reason) throws Exception {
        assertThat(runInto(reason)).isEqualTo(ExitCode.OUTPUT_CLOSED);
        assertThat(server.asked("DELETE /jobs/j1")).hasSize(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void outcomesThatCannotBeWrittenCancelTheJob() throws Exception {
        assertThat(runInto("No space left on device")).isEqualTo(ExitCode.FAILURE);
        assertThat(server.asked("DELETE /jobs/j1")).hasSize(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Cancelled job j1.", "No space left on device");
    }

    @Test
    void jobThatHasEndedBeforeItCouldBeCancelledIsToldAsWhatItIs() throws Exception {
        assertThat(runInto("No space left on device", "completed")).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Job j1 is completed.").doesNotContain("Cancelled");
    }

    private ExitCode runInto(String reason) throws InterruptedException {
        return runInto(reason, "cancelled");
    }

    /**
     * Runs a job whose outcomes can't be written, for the reason that the operating system gives.
     *
     * @param status that the job has when it is to be cancelled, or gets by it
     */
    private ExitCode runInto(String reason, String status) throws InterruptedException {
        server.on("POST /jobs", 202, job("j1", "running", 2, 0, 0))
                .on("GET /jobs/j1", 200, job("j1", "running", 2, 1, 0))
                .on("GET /jobs/j1/results", 200, outcomes(1))
                .on("DELETE /jobs/j1", status.equals("completed") ? 200 : 202, job("j1", status, 2, 1, 0));
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
        return run(new Console(new ByteArrayInputStream(new byte[0]), closed, stderr(), false), "identity", "0", "1");
    }

    @Test
    void wordThatCannotBeReadIsNotComputed() {
        Console console = new Console(new ByteArrayInputStream(new byte[0]), out, stderr(), false);

        assertThat(Main.run(List.of("map", "identity", "\"\uFFFD\""), console)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("elementwise: '\"\uFFFD\"' ");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, U+FFFD", "ANSI_X3.4-1968, LC_ALL=C.UTF-8"})
    void wordThatCannotBeReadIsToldByTheLocalesEncoding(String encoding, String what) {
        assertThatThrownBy(() -> Arguments.requireReadable("\uFFFD", encoding)).isInstanceOf(CommandException.class)
                .hasMessageContaining(what);
    }

    @Test
    void lineThatIsNotJsonIsNamed() throws Exception {
        assertThat(mapStdin("1\n2\nthree\n", "identity", "-")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Line 3 of the input is not one JSON value: three");
        assertThat(server.asked("POST /jobs")).isEmpty();
    }

    @Test
    void controlCharactersOfABadLineDoNotReachTheTerminal() throws Exception {
        assertThat(mapStdin("a\u001B[2Jb\u0007\n", "identity", "-")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Line 1 of the input is not one JSON value: a?[2Jb?");
    }

    @Test
    void elementThatNoRequestHasRoomForIsNamedByItsLine() throws Exception {
        String large = '"' + "x".repeat(2 * 1024 * 1024) + '"';

        assertThat(mapStdin("1\n\n" + large + "\n", "identity", "-")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("Line 3 of the input is an element of 2097154 characters");
        assertThat(server.asked("POST /jobs")).isEmpty();
    }

    private ExitCode map(String... words) throws InterruptedException {
        return mapStdin("", words);
    }

    private ExitCode mapStdin(String input, String... words) throws InterruptedException {
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        return run(new Console(new ByteArrayInputStream(bytes), out, stderr(), false), words);
    }

    private ExitCode run(Console console, String... words) throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("--url", server.address().toString()));
        line.addAll(List.of(words));
        Timing timing = new Timing(Clock.systemUTC(), pauses::add);
        return Main.run(console, () -> MapCommand.run(line, console, timing));
    }

    private PrintStream stderr() {
        return new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    private static String outcomes(int count) {
        return IntStream.range(0, count).mapToObj(index -> "{\"index\":" + index + ",\"value\":1}\n")
                .collect(Collectors.joining());
    }

    private static String job(String id, String status, int total, int succeeded, int failed) {
        return "{\"id\":\"" + id + "\",\"status\":\"" + status + "\",\"total\":" + total + ",\"succeeded\":"
                + succeeded + ",\"failed\":" + failed + ",\"links\":{\"self\":\"/jobs/" + id
                + "\",\"results\":\"/jobs/" + id + "/results\"}}";
    }
}
