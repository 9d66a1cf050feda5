package dev.elementwise.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.time.SettableClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpanCodecTest {

    /** A message as it was before jobs could be reduced. */
    private static final String WITHOUT_REDUCE = "1eAE1jksLwjAQhP/LnnNI0prW3HwgqChofYuHqItEY1tiFB/4391C3dPOfDvDfuBc7EED"
        + "F4Puaik7YpwuGtNmNxomIz7JZusNMDgY59DTVb0wCOZ2IW2PmAcbXnQTimAc6IjB3hWHS2bfCFrFFaCsCXjsGevuHm+gJVV6rLxWAC0S"
        + "lSjeiHk1DE72gfPyD1IVqxrgs7QUr0kqBZc1KY03V+qFz5c+Kbw92ZxUNm+P+jNy/D0nuuUs2jFAh1f6ujIEk2R9f4NgTKc=";

    @Test
    void messageFromBeforeJobsCouldBeReducedIsRead() {
        Span span = SpanCodec.decode(WITHOUT_REDUCE);

        assertThat(span.job().id().value()).isEqualTo("01JDXW2C1N8V5R9D3K7M0QSTYZ");
        assertThat(span.job().reduce()).isEmpty();
        assertThat(span.past()).isEqualTo(Past.NONE);
        assertThat(span.elements()).contains(List.of(1L, 2L, 3L));
    }

    @Test
    void reduceTravelsWithTheJob() {
        JobSpec job = Jobs.reducing("{\"name\":\"sum\"}", Jobs.range(9, 64, new SettableClock()));

        Span span = SpanCodec.decode(SpanCodec.encode(
            new Span(job, "{}", IndexRuns.of(0, 9), Optional.empty(), Span.Origin.FORK)));

        assertThat(span.job().reduce()).contains("{\"name\":\"sum\"}");
    }
}
