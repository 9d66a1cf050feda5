package dev.elementwise.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

final class SpanTest {

    private final SettableClock clock = new SettableClock();

    @Test
    void piecesShareThePlacesOfTheirSpan() {
        Span span = range(Jobs.limited(7, Jobs.range(100, 64, clock)));

        assertThat(span.split(3, Origin.FORK)).extracting(piece -> piece.places().orElseThrow())
            .containsExactly(2, 2, 3);
        assertThat(span.part(IndexRuns.of(3, 5), Origin.FORK).places()).hasValue(7);
    }

    @Test
    void pieceHasAPlaceWhereThereAreMorePiecesThanPlaces() {
        Span span = range(Jobs.limited(2, Jobs.range(100, 64, clock)));

        assertThat(span.split(4, Origin.SUSPECT)).allMatch(piece -> piece.places().orElseThrow() == 1);
    }

    @Test
    void piecesOfAJobWithoutALimitHaveNone() {
        assertThat(range(Jobs.range(100, 64, clock)).split(3, Origin.FORK)).allMatch(piece -> piece.places().isEmpty());
    }

    @Test
    void placesTravelWithTheSpan() {
        Span span = range(Jobs.limited(7, Jobs.range(100, 64, clock))).withPlaces(3);

        assertThat(SpanCodec.decode(SpanCodec.encode(span))).isEqualTo(span);
    }

    @Test
    void messageFromBeforeJobsHadALimitIsRead() {
        String json = "{\"job\":\"01KDYAK3SE7088NA9ZW3CZ1MZB\",\"caller\":\"me\",\"task\":\"identity\",\"total\":3,"
            + "\"blockSize\":64,\"createdAt\":1767323045678,\"giveUpAt\":1767582245678,\"expiresAt\":1768187045000,"
            + "\"params\":\"{}\",\"origin\":\"SUBMIT\",\"runs\":[0,3],\"elements\":[1,2,3]}";

        Span span = SpanCodec.decode("1" + Base64.getEncoder().encodeToString(deflated(json)));

        assertThat(span.job().maxConcurrency()).isEqualTo(OptionalInt.empty());
        assertThat(span.places()).isEqualTo(OptionalInt.empty());
        assertThat(span.elements()).isEqualTo(Optional.of(List.of(1L, 2L, 3L)));
    }

    private static byte[] deflated(String text) {
        Deflater deflater = new Deflater();
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        byte[] buffer = new byte[4096];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }

    private static Span range(JobSpec job) {
        return new Span(job, "{}", IndexRuns.of(0, job.total()), Optional.empty(), Origin.SUBMIT);
    }
}
