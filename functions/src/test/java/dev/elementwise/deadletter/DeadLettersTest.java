package dev.elementwise.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.job.Ending;
import dev.elementwise.job.IndexRun;
import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.queue.Delivery;
import dev.elementwise.queue.InMemorySpanQueue;
import dev.elementwise.queue.Span;
import dev.elementwise.queue.SpanCodec;
import dev.elementwise.store.InMemoryStore;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final InMemorySpanQueue forks = new InMemorySpanQueue("forks", clock, Duration.ofMinutes(2));
    private final DeadLetters deadLetters = new DeadLetters(store, forks, Span.LARGEST);

    @Test
    void deadSpanGoesOnInPiecesAsSuspectsOfTheNextGeneration() {
        JobSpec job = Jobs.range(100, 64, clock);
        store.create(job, "{}");

        assertThat(deadLetters.take(List.of(letter(SpanCodec.encode(span(job)))))).isEmpty();
        List<Span> sent = forks.receive(20).stream().map(delivery -> SpanCodec.decode(delivery.body())).toList();

        assertThat(sent).hasSize(10).allSatisfy(piece -> {
            assertThat(piece.origin()).isEqualTo(Span.Origin.SUSPECT);
            assertThat(piece.past().generation()).isEqualTo(1);
            assertThat(piece.indices().size()).isBetween(6L, 14L);
            IndexRun run = piece.indices().runs().get(0);
            assertThat(run.from() / 64).as("a piece stays within a block").isEqualTo((run.to() - 1) / 64);
        });
        assertThat(sent.stream().mapToLong(piece -> piece.indices().size()).sum()).isEqualTo(100);
        deadLetters.take(List.of(letter(SpanCodec.encode(sent.get(0)))));
        assertThat(SpanCodec.decode(forks.receive(1).get(0).body()).past().generation()).isEqualTo(2);
    }

    /** A job that asks for few places has ten more for as long as suspects are told apart, and not to its end. */
    @Test
    void whatNobodyWouldTakeInHandAtOnceGoesOnWithThePlacesOfItsJob() {
        JobSpec job = Jobs.limited(3, Jobs.range(10_000_000, 1_000, clock));
        store.create(job, "{}");
        Span whole = new Span(job, "{}", IndexRuns.of(0, 10_000_000), Optional.empty(), Span.Origin.FORK);

        assertThat(deadLetters.take(List.of(letter(SpanCodec.encode(whole))))).isEmpty();
        List<Span> sent = forks.receive(20).stream().map(delivery -> SpanCodec.decode(delivery.body())).toList();

        List<Span> suspects = sent.stream().filter(span -> span.origin() == Span.Origin.SUSPECT).toList();
        List<Span> others = sent.stream().filter(span -> span.origin() == Span.Origin.FORK).toList();
        assertThat(suspects).hasSize(10).allSatisfy(span -> assertThat(span.places()).hasValue(1));
        assertThat(suspects.stream().mapToLong(span -> span.indices().size()).sum()).isEqualTo(Span.LARGEST);
        assertThat(others).singleElement().satisfies(span -> {
            assertThat(span.places()).hasValue(3);
            assertThat(span.indices()).isEqualTo(IndexRuns.of(Span.LARGEST, 10_000_000));
        });
    }

    @Test
    void spanOfAJobThatHasEndedIsDropped() {
        JobSpec job = Jobs.range(100, 64, clock);
        store.create(job, "{}");
        store.end(job.id(), Ending.cancelled(clock.instant()));

        assertThat(deadLetters.take(List.of(letter(SpanCodec.encode(span(job)))))).isEmpty();

        assertThat(forks.size()).isZero();
    }

    @Test
    void letterThatIsNoSpanStays() {
        assertThat(deadLetters.take(List.of(letter("hello")))).containsExactly("id");
    }

    @Test
    void letterOfALaterVersionStays() {
        JobSpec job = Jobs.range(100, 64, clock);
        store.create(job, "{}");

        assertThat(deadLetters.take(List.of(letter("2" + SpanCodec.encode(span(job)).substring(1)))))
            .containsExactly("id");
    }

    private static Span span(JobSpec job) {
        return new Span(job, "{}", IndexRuns.of(0, 100), Optional.empty(), Span.Origin.FORK);
    }

    private Delivery letter(String body) {
        return new Delivery("id", "receipt", body, 1, clock.instant(), "dead");
    }
}
