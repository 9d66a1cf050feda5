package dev.elementwise.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.Jobs;
import dev.elementwise.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link SpanQueue} keeps to. */
public abstract class SpanQueueContract {

    private final JobSpec job = Jobs.list(100_000, 4096, new SettableClock());

    protected abstract SpanQueue queue();

    /** Up to ten deliveries that are there now, as a worker gets them. */
    protected abstract List<Delivery> receive();

    /** What the queue's clock shows. */
    protected abstract Instant now();

    @Test
    void spansComeAsTheyWereSent() {
        List<Span> spans = List.of(span(0, 1, "ü\u0000 \ud83d\ude00"), span(5, 6, "two"));

        queue().send(spans);

        assertThat(receiveAll()).extracting(delivery -> SpanCodec.decode(delivery.body()))
            .containsExactlyInAnyOrderElementsOf(spans);
    }

    @Test
    void moreThanTenSpansAreSentAtOnce() {
        queue().send(LongStream.range(0, 25).mapToObj(index -> span(index, index + 1, "x")).toList());

        assertThat(receiveAll()).hasSize(25);
    }

    @Test
    void spanTooLargeForOneMessageComesInPieces() {
        Random random = new Random(1);
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[150_000];
            random.nextBytes(noise);
            elements.add(Base64.getEncoder().encodeToString(noise));
        }
        Span span = new Span(job, "{}", IndexRuns.of(0, 20), Optional.of(elements), Span.Origin.SUBMIT);

        queue().send(List.of(span));

        List<Delivery> deliveries = receiveAll();
        assertThat(deliveries.size()).isGreaterThan(3);
        assertThat(deliveries).allMatch(delivery -> delivery.body().length() <= SpanQueue.LARGEST_BODY);
        IndexRuns all = deliveries.stream().map(delivery -> SpanCodec.decode(delivery.body()).indices())
            .reduce(IndexRuns.NONE, IndexRuns::plus);
        assertThat(all).isEqualTo(IndexRuns.of(0, 20));
    }

    @Test
    void receivedSpanIsInvisibleUntilItIsReleased() {
        queue().send(List.of(span(0, 1, "x")));
        Delivery first = receive().get(0);
        assertThat(first.receiveCount()).isEqualTo(1);
        assertThat(receive()).isEmpty();

        queue().release(first.receiptHandle(), Duration.ZERO);

        Delivery second = receive().get(0);
        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.receiveCount()).isEqualTo(2);
    }

    @Test
    void workerReceivesWhatAMappingWould() {
        queue().send(List.of(span(0, 1, "x")));

        List<Delivery> received = receiveSome(10, Duration.ofMinutes(1));

        assertThat(received).hasSize(1);
        Delivery delivery = received.get(0);
        assertThat(SpanCodec.decode(delivery.body())).isEqualTo(span(0, 1, "x"));
        assertThat(delivery.receiveCount()).isEqualTo(1);
        assertThat(delivery.sentAt()).isCloseTo(now(), within(1, ChronoUnit.MINUTES));
        assertThat(queue().receive(10, Duration.ofMinutes(1))).isEmpty();
        queue().delete(delivery.receiptHandle());
        assertThat(receive()).isEmpty();
    }

    @Test
    void whatIsReceivedForNoTimeComesAgainAtOnce() {
        queue().send(List.of(span(0, 1, "x")));
        receiveSome(1, Duration.ZERO);

        assertThat(receive()).extracting(Delivery::receiveCount).containsExactly(2);
    }

    @Test
    void heldDeliveriesComeAgainWhenTheirTimeIsOver() {
        queue().send(List.of(span(0, 1, "x"), span(1, 2, "y")));
        List<Delivery> deliveries = receiveAll();

        queue().hold(deliveries.stream().map(Delivery::receiptHandle).toList(), Duration.ZERO);

        assertThat(receiveAll()).hasSize(2).allMatch(delivery -> delivery.receiveCount() == 2);
    }

    /** One receive of SQS may miss what is there. */
    private List<Delivery> receiveSome(int most, Duration time) {
        List<Delivery> received = List.of();
        for (int tries = 0; tries < 20 && received.isEmpty(); tries++) {
            received = queue().receive(most, time);
        }
        return received;
    }

    @Test
    void spanDoesNotWaitForAnotherOfItsJobThatIsInHand() {
        queue().send(List.of(span(0, 1, "x")));
        assertThat(receive()).hasSize(1);

        queue().send(List.of(span(1, 2, "y")));

        assertThat(receive()).hasSize(1);
    }

    @Test
    void deletedSpanDoesNotComeAgain() {
        queue().send(List.of(span(0, 1, "x")));
        Delivery delivery = receive().get(0);
        queue().release(delivery.receiptHandle(), Duration.ZERO);

        queue().delete(receive().get(0).receiptHandle());

        assertThat(receive()).isEmpty();
    }

    @Test
    void checkPassesWhereTheQueueAnswers() {
        queue().check();
    }

    @Test
    void bodyThatIsNoSpanIsRefusedWithAReason() {
        assertThatThrownBy(() -> SpanCodec.decode("hello")).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("version");
        assertThatThrownBy(() -> SpanCodec.decode("1AAAA")).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Delivery> receiveAll() {
        List<Delivery> all = new ArrayList<>();
        for (List<Delivery> some = receive(); !some.isEmpty(); some = receive()) {
            all.addAll(some);
        }
        return all;
    }

    private Span span(long from, long to, Object element) {
        return new Span(job, "{\"p\":1}", IndexRuns.of(from, to), Optional.of(List.of(element)), Span.Origin.FORK);
    }
}
