package dev.elementwise.queue;

import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Input;
import dev.elementwise.job.JobId;
import dev.elementwise.job.JobOptions;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Lifetime;
import dev.elementwise.job.Range;
import dev.elementwise.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes spans as message bodies: a version digit, then base 64 of deflated JSON, for SQS refuses some characters that
 * JSON allows. What a version has ever written is read for good: its messages may be in a queue during an upgrade.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage:
 *     the characters that a message may have</a>
 */
public final class SpanCodec {

    /** Another one is due where an older reader must not leave out a field that it does not know. */
    private static final char VERSION = '1';
    private static final char LAST_VERSION = '9';

    private SpanCodec() {
    }

    public static String encode(Span span) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        writeJob(message, span.job());
        message.put("params", span.params());
        message.put("origin", span.origin().name());
        span.places().ifPresent(places -> message.put("places", places));
        span.cost().ifPresent(cost -> {
            message.put("cost", cost.toNanos());
            message.put("trust", span.trust());
        });
        List<Object> runs = new ArrayList<>();
        for (IndexRun run : span.indices().runs()) {
            runs.add(run.from());
            runs.add(run.to());
        }
        message.put("runs", runs);
        span.elements().ifPresent(elements -> message.put("elements", elements));
        writePast(message, span.past());
        return VERSION + Base64.getEncoder().encodeToString(deflate(Json.write(message)));
    }

    /**
     * Reads a body; fields that are not known here are left out.
     *
     * @throws LaterVersionException for one that a later version has written
     * @throws IllegalArgumentException for one that is no span
     */
    public static Span decode(String body) {
        if (!body.isEmpty() && body.charAt(0) > VERSION && body.charAt(0) <= LAST_VERSION) {
            throw new LaterVersionException("A message of version " + body.charAt(0) + " stays for a deployment that "
                + "knows it; this one knows " + VERSION);
        }
        if (body.isEmpty() || body.charAt(0) != VERSION) {
            throw new IllegalArgumentException("Not a span of version " + VERSION);
        }
        try {
            return span(Json.read(inflate(Base64.getDecoder().decode(body.substring(1)))));
        } catch (UncheckedIOException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("Not a span: " + e.getMessage(), e);
        }
    }

    private static void writePast(Map<String, @Nullable Object> message, Past past) {
        if (!past.equals(Past.NONE)) {
            message.put("generation", past.generation());
            message.put("crashes", past.crashes());
        }
    }

    private static void writeJob(Map<String, @Nullable Object> message, JobSpec job) {
        message.put("job", job.id().value());
        message.put("caller", job.caller());
        message.put("task", job.task());
        message.put("total", job.total());
        job.range().ifPresent(range -> message.put("range", List.of(range.start(), range.stop(), range.step())));
        message.put("input", job.input().name());
        message.put("blockSize", job.blockSize());
        job.toleratedFailures().ifPresent(tolerated -> message.put("toleratedFailures", tolerated));
        job.maxConcurrency().ifPresent(most -> message.put("maxConcurrency", most));
        job.reduce().ifPresent(reduce -> message.put("reduce", reduce));
        job.maxResultBytes().ifPresent(most -> message.put("maxResultBytes", most));
        if (job.discardsValues()) {
            message.put("discard", true);
        }
        job.retryOf().ifPresent(retried -> message.put("retryOf", retried.value()));
        message.put("createdAt", job.createdAt().toEpochMilli());
        message.put("giveUpAt", job.giveUpAt().toEpochMilli());
        message.put("expiresAt", job.expiresAt().toEpochMilli());
    }

    @SuppressWarnings("unchecked")
    private static Span span(@Nullable Object json) {
        Map<String, Object> message = (Map<String, Object>) json;
        List<IndexRun> runs = new ArrayList<>();
        List<Long> bounds = (List<Long>) message.get("runs");
        for (int i = 0; i < bounds.size(); i += 2) {
            runs.add(new IndexRun(bounds.get(i), bounds.get(i + 1)));
        }
        return new Span(job(message), (String) message.get("params"), new IndexRuns(runs),
            Optional.ofNullable((List<@Nullable Object>) message.get("elements")),
            Span.Origin.valueOf((String) message.get("origin")), number(message, "places"), past(message),
            Optional.ofNullable((Long) message.get("cost")).map(Duration::ofNanos), number(message, "trust").orElse(0));
    }

    /** Most messages say nothing of it. */
    private static Past past(Map<String, Object> message) {
        return new Past(number(message, "generation").orElse(0), number(message, "crashes").orElse(0));
    }

    @SuppressWarnings("unchecked")
    private static JobSpec job(Map<String, Object> message) {
        Optional<Range> range = Optional.ofNullable((List<Long>) message.get("range"))
            .map(bounds -> new Range(bounds.get(0), bounds.get(1), bounds.get(2)));
        return new JobSpec(new JobId((String) message.get("job")), (String) message.get("caller"),
            (String) message.get("task"), options(message), (Long) message.get("total"), range,
            Input.valueOf((String) message.getOrDefault("input", Input.WHOLE.name())),
            Math.toIntExact((Long) message.get("blockSize")), longNumber(message, "maxResultBytes"),
            new Lifetime(instant(message, "createdAt"), instant(message, "giveUpAt"), instant(message, "expiresAt")),
            Optional.ofNullable((String) message.get("retryOf")).map(JobId::new));
    }

    /** All that a worker needs, which the label is not. */
    private static JobOptions options(Map<String, Object> message) {
        return new JobOptions(Optional.empty(), longNumber(message, "toleratedFailures"),
            number(message, "maxConcurrency"), Optional.ofNullable((String) message.get("reduce")),
            Boolean.TRUE.equals(message.get("discard")));
    }

    private static OptionalLong longNumber(Map<String, Object> message, String name) {
        Object number = message.get(name);
        return number == null ? OptionalLong.empty() : OptionalLong.of((Long) number);
    }

    private static OptionalInt number(Map<String, Object> message, String name) {
        Object number = message.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact((Long) number));
    }

    private static Instant instant(Map<String, Object> message, String name) {
        return Instant.ofEpochMilli((Long) message.get(name));
    }

    private static byte[] deflate(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, deflater, 8192)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return deflated.toByteArray();
    }

    private static byte[] inflate(byte[] deflated) {
        try (InflaterInputStream in = new InflaterInputStream(new java.io.ByteArrayInputStream(deflated))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
