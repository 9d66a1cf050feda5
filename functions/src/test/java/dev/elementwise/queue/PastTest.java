package dev.elementwise.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Jobs;
import dev.elementwise.time.SettableClock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PastTest {

    private static final Span SPAN = new Span(Jobs.list(3, 64, new SettableClock()), "{}", IndexRuns.of(0, 3),
        Optional.of(Arrays.asList(1L, null, "three")), Span.Origin.SUSPECT);

    @Test
    void pastOfASpanTravelsWithIt() {
        Span span = SPAN.with(new Past(2, 1));

        assertThat(SpanCodec.decode(SpanCodec.encode(span))).isEqualTo(span);
    }

    @Test
    void nextGenerationKeepsTheCrashes() {
        assertThat(new Past(1, 1).nextGeneration()).isEqualTo(new Past(2, 1));
    }

    @Test
    void messageThatSaysNothingOfItHasNoPast() {
        assertThat(SpanCodec.encode(SPAN)).isEqualTo(SpanCodec.encode(SPAN.with(Past.NONE)));
        assertThat(SpanCodec.decode(SpanCodec.encode(SPAN)).past()).isEqualTo(Past.NONE);
    }

    @Test
    void piecesKeepTheGeneration() {
        assertThat(SPAN.with(Past.NONE.nextGeneration()).split(3, Span.Origin.SUSPECT))
            .extracting(Span::past).isEqualTo(List.of(new Past(1, 0), new Past(1, 0), new Past(1, 0)));
    }
}
