package dev.elementwise.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Job;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Status;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.Past;
import dev.elementwise.queue.Recorded;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanCodec;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of other versions than this one: of earlier ones, as they were recorded, and of later ones. */
final class RecordedMessagesTest {

    private final Engine engine = new Engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"listSubmit,30", "listFork,15", "rangeSubmit,5000", "soleSuspect,1", "retrySubmit,4",
        "openInstalment,8", "listWithLines,80"})
    void elementsOfARecordedMessageAreComputed(String name, int elements) {
        Span span = SpanCodec.decode(Recorded.message(name));
        JobSpec job = span.job();
        engine.store.create(job, "{}");
        engine.store.publish(job.id());

        engine.settle(engine.worker(), List.of(delivery("recorded", Recorded.message(name))));
        engine.drain(engine.worker());

        Job seen = engine.job(job);
        assertThat(seen.succeeded()).isEqualTo(elements);
        assertThat(seen.status()).isEqualTo(elements == job.total() ? Status.COMPLETED : Status.RUNNING);
        assertThat(engine.outcomes(job)).hasSize(elements);
    }

    @Test
    void whatAMessageSaysBesideItsElementsIsRead() {
        Span fork = SpanCodec.decode(Recorded.message("listFork"));
        Span suspect = SpanCodec.decode(Recorded.message("soleSuspect"));
        Span retry = SpanCodec.decode(Recorded.message("retrySubmit"));

        assertThat(fork.cost()).contains(Duration.ofSeconds(2));
        assertThat(fork.job().reduce()).contains("{\"name\":\"sum\"}");
        assertThat(fork.job().maxResultBytes()).isEmpty();
        assertThat(fork.job().discardsValues()).isFalse();
        assertThat(suspect.past()).isEqualTo(new Past(1, 1));
        assertThat(suspect.job().toleratedFailures()).hasValue(3);
        assertThat(retry.places()).isEqualTo(OptionalInt.of(3));
        assertThat(retry.job().retryOf()).contains(Recorded.job("list"));
    }

    @Test
    void messageOfALaterVersionComesAgainAndHarmsNobody() {
        String body = Recorded.message("listSubmit");
        JobSpec job = SpanCodec.decode(body).job();
        engine.store.create(job, "{}");
        Delivery later = delivery("later", "2" + body.substring(1));

        Set<String> failed =
            engine.worker().work(List.of(later, delivery("recorded", body)), engine.deadline());

        assertThat(failed).containsExactly("later");
        assertThat(engine.job(job).status()).isEqualTo(Status.COMPLETED);
    }

    private Delivery delivery(String id, String body) {
        return new Delivery(id, id, body, 1, engine.clock.instant(), "arn:aws:sqs:us-east-1:1:jobs");
    }
}
