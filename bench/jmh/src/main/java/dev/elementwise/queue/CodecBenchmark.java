package dev.elementwise.queue;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Input;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobOptions;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Lifetime;
import dev.elementwise.job.Outcome;
import dev.elementwise.job.OutcomeLines;
import dev.elementwise.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What elements cost on their way: as JSON, in a message, as stored lines. Time an element, of 1,000 objects of a
 * password, a salt and a number, and of 1,000 outcomes of 64 hexadecimal digits.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

    private static final int ELEMENTS = 1_000;
    private static final Instant CREATED = Instant.parse("2026-01-05T09:30:00Z");

    private List<@Nullable Object> elements;
    private String json;
    private Span span;
    private String body;
    private List<Outcome> outcomes;
    private byte[] packed;

    @Setup
    public void prepare() {
        Random random = new Random(1);
        elements = new ArrayList<>();
        outcomes = new ArrayList<>();
        for (int i = 0; i < ELEMENTS; i++) {
            elements.add(Map.of("password", "password" + random.nextInt(1_000_000), "salt", "salt" + i,
                "iterations", 10_000L));
            outcomes.add(Outcome.value(i, "\"" + digits(random) + "\""));
        }
        json = Json.write(elements);
        span = new Span(job(random), "{}", IndexRuns.of(0, ELEMENTS), Optional.of(elements), Span.Origin.SUBMIT);
        body = SpanCodec.encode(span);
        packed = OutcomeLines.pack(outcomes);
    }

    private static JobSpec job(Random random) {
        return new JobSpec(JobId.create(CREATED, random), "caller", "pbkdf2", JobOptions.NONE, ELEMENTS,
            Optional.empty(), Input.WHOLE, ELEMENTS, OptionalLong.empty(),
            new Lifetime(CREATED, CREATED.plus(Duration.ofDays(3)), CREATED.plus(Duration.ofDays(7))),
            Optional.empty());
    }

    private static String digits(Random random) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            digits.append(Character.forDigit(random.nextInt(16), 16));
        }
        return digits.toString();
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public @Nullable Object readJson() {
        return Json.read(json);
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public String writeJson() {
        return Json.write(elements);
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public String encodeSpan() {
        return SpanCodec.encode(span);
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public Span decodeSpan() {
        return SpanCodec.decode(body);
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public byte[] packOutcomes() {
        return OutcomeLines.pack(outcomes);
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public List<Outcome> unpackOutcomes() {
        return OutcomeLines.unpack(packed);
    }
}
