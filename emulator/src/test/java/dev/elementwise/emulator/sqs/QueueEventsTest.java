package dev.elementwise.emulator.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.MessageContent;
import org.elasticmq.NeverReceived$;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.QueueEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.collection.mutable.ArrayBuffer$;

/** What a listener is told of messages that nobody takes back: those that were purged, or have become dead letters. */
class QueueEventsTest {
    private static final String QUEUE = "Jobs";
    private static final int MANY = 1_024;
    private static final long PAST = System.currentTimeMillis() - 1;
    private static final long TO_COME = PAST + Duration.ofHours(1).toMillis();

    private final QueueActors actors = new QueueActors(Optional.empty());

    @AfterEach
    void close() {
        actors.close();
    }

    @Test
    void timesThatArePastAreForgottenOnceThereAreMany() {
        add("to come", TO_COME);
        IntStream.range(1, MANY).forEach(number -> add("past " + number, PAST));
        assertThat(told().available).hasSize(MANY);

        add("one more", TO_COME + 1);

        assertThat(told().available).containsExactlyInAnyOrder(TO_COME, TO_COME + 1);
    }

    @Test
    void timesToComeAreKeptHoweverManyThereAre() {
        List<Long> times = LongStream.range(TO_COME, TO_COME + 3 * MANY).boxed().toList();
        times.forEach(at -> add("message " + at, at));

        assertThat(told().available).hasSameElementsAs(times);
    }

    @Test
    void whatIsForgottenIsNotTakenBack() {
        Told told = told();
        IntStream.range(0, MANY).forEach(number -> add("past " + number, PAST));
        add("one more", TO_COME);

        remove("past 1");
        remove("one more");

        awaitAll();
        assertThat(told.noLonger).containsExactly(TO_COME);
    }

    private void add(String id, long nextDelivery) {
        add(QUEUE, id, nextDelivery);
    }

    private void add(String queue, String id, long nextDelivery) {
        actors.events().tell(new QueueEvent.MessageAdded(queue, new InternalMessage(id, ArrayBuffer$.MODULE$.empty(),
                nextDelivery, new MessageContent("x"), Map$.MODULE$.empty(), OffsetDateTime.now(), 0,
                NeverReceived$.MODULE$, 0, false, Option.empty(), Option.empty(), Option.empty(), Option.empty(),
                Option.empty())), ActorRef.noSender());
    }

    private void remove(String id) {
        actors.events().tell(new QueueEvent.MessageRemoved(QUEUE, id), ActorRef.noSender());
    }

    /** What one that listens from now on is told at first. */
    private Told told() {
        Told told = new Told();
        actors.listen(QUEUE, told);
        awaitAll();
        return told;
    }

    /** An actor takes its messages in order: what was told before is there when another queue's is. */
    private void awaitAll() {
        CountDownLatch marked = new CountDownLatch(1);
        String queue = "Marks";
        actors.listen(queue, new Told() {
            @Override
            public void available(long at) {
                marked.countDown();
            }
        });
        add(queue, "mark", PAST);
        try {
            marked.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static class Told implements MessageQueue.Listener {
        private final List<Long> available = Collections.synchronizedList(new ArrayList<>());
        private final List<Long> noLonger = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void available(long at) {
            available.add(at);
        }

        @Override
        public void noLonger(long at) {
            noLonger.add(at);
        }
    }
}
