package dev.elementwise.acceptance.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.http.Api;
import dev.elementwise.acceptance.http.Tree;
import dev.elementwise.acceptance.parts.ExtendedCode;
import dev.elementwise.acceptance.parts.FunctionLog;
import dev.elementwise.acceptance.parts.LocalEmulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the parts of a job's way cost in calls: the constants of the cost model, and the first bottleneck of speed. */
final class CallCountTest {

    /** The job, unseen; its span; the job published. */
    private static final List<String> SUBMIT = List.of("PutItem", "SendMessage", "UpdateItem");
    /** With a key, its claim comes first. */
    private static final List<String> SUBMIT_WITH_KEY = List.of("PutItem", "PutItem", "SendMessage", "UpdateItem");
    /** The job's outcomes, counts and end in one. */
    private static final List<String> COMPUTE = List.of("UpdateItem");
    /** Each block; the counts of all of them and the job's end in one. */
    private static final List<String> COMPUTE_BLOCKS =
        Stream.concat(Collections.nCopies(8, "PutItem").stream(), COMPUTE.stream()).toList();
    /** The job, with its outcomes. */
    private static final List<String> READ = List.of("GetItem");
    private static final List<String> LIST = List.of("Query", "BatchGetItem");

    private static final String LAST = "UpdateItem";
    private static final String SUBMIT_FUNCTION = "SubmitFunction";
    private static final String COMPUTE_FUNCTION = "ComputeFunction";
    private static final String STATUS_FUNCTION = "StatusFunction";
    private static final String BODY = "{\"task\":\"identity\",\"elements\":[1]}";
    private static final String LIST_OF_BLOCKS =
        "{\"task\":\"identity\",\"chunkSize\":2,\"elements\":[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]}";
    private static final String RANGE_OF_BLOCKS = "{\"task\":\"identity\",\"chunkSize\":2,\"range\":{\"stop\":16}}";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FunctionLog log = new FunctionLog();

    @Test
    void jobsAndReadingThemCostWhatIsPromised(@TempDir Path folder) throws IOException, InterruptedException {
        Path template = ExtendedCode.in(folder).with(CallLog.class, CallLog.RESOURCE).template();
        try (LocalEmulator emulator = LocalEmulator.start(template, Map.of("ApiKeyRequired", "false"), log)) {
            Api api = new Api(emulator.api(), Optional.empty());
            assertCostsOnceAtLeast(Map.of(SUBMIT_FUNCTION, SUBMIT, COMPUTE_FUNCTION, COMPUTE), api,
                () -> api.post(BODY).expect(202).json());
            assertCostsOnceAtLeast(Map.of(SUBMIT_FUNCTION, SUBMIT_WITH_KEY, COMPUTE_FUNCTION, COMPUTE), api,
                () -> api.post(BODY, "Idempotency-Key", UUID.randomUUID().toString()).expect(202).json());
            assertCostsOnceAtLeast(Map.of(SUBMIT_FUNCTION, SUBMIT, COMPUTE_FUNCTION, COMPUTE_BLOCKS), api,
                () -> api.submit(LIST_OF_BLOCKS));
            assertCostsOnceAtLeast(Map.of(SUBMIT_FUNCTION, SUBMIT, COMPUTE_FUNCTION, COMPUTE_BLOCKS), api,
                () -> api.submit(RANGE_OF_BLOCKS));

            Tree job = api.ended(api.submit(BODY));
            // What asking for the job's end has logged may come late; what is read here is in order.
            callsOf(() -> api.get(Api.path(job)).expect(200), READ.get(0));
            assertThat(callsOf(() -> api.get(Api.path(job)).expect(200), READ.get(0))).isEqualTo(READ);
            // The results of a job that is known to have ended are read without a call: the list's come first.
            assertThat(callsOf(() -> {
                api.get(Api.results(job)).expect(200);
                api.get("/jobs?limit=1").expect(200);
            }, LIST.get(1))).isEqualTo(LIST);
        }
    }

    /**
     * One of several jobs takes just these calls. Where a machine is so busy that a message waits for a second, the job
     * is looked for before it is computed, and one that takes long shows its start; once in a while what elements of the
     * task cost is read or said; and before that is known, which takes ten seconds and on a quick machine hundreds of
     * jobs, messages are held.
     */
    private void assertCostsOnceAtLeast(Map<String, List<String>> calls, Api api, Supplier<Tree> submit) {
        Set<Map<String, List<String>>> seen = new LinkedHashSet<>();
        long start = System.nanoTime();
        while (!seen.contains(calls) && System.nanoTime() - start < PATIENCE.toNanos()) {
            log.clear();
            api.ended(submit.get());
            seen.add(Map.of(SUBMIT_FUNCTION, callsUpTo(LAST, SUBMIT_FUNCTION),
                COMPUTE_FUNCTION, callsUpTo(LAST, COMPUTE_FUNCTION)));
        }
        assertThat(seen).contains(calls);
    }

    private List<String> callsOf(Runnable read, String last) {
        log.clear();
        read.run();
        return callsUpTo(last, STATUS_FUNCTION);
    }

    private List<String> callsUpTo(String last, String function) {
        return log.markedUpTo(last, CallLog.MARK, function);
    }
}
