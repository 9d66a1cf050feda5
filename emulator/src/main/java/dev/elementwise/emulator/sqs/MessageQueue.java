package dev.elementwise.emulator.sqs;

import dev.elementwise.emulator.sqs.LocalSqs.QueueIdentity;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.DefaultVisibilityTimeout$;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MessageData;
import org.elasticmq.msg.DeleteMessage;
import org.elasticmq.msg.ReceiveMessages;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** A queue, called without a detour over HTTP. Safe for use by several threads. */
public final class MessageQueue {
    /** What one call of SQS hands out at most. */
    public static final int MOST_PER_RECEIVE = 10;

    private final QueueIdentity identity;
    private final ActorRef actor;
    private final QueueActors actors;

    MessageQueue(QueueIdentity identity, ActorRef actor, QueueActors actors) {
        this.identity = identity;
        this.actor = actor;
        this.actors = actors;
    }

    public String arn() {
        return identity.arn();
    }

    public String name() {
        return identity.name();
    }

    /**
     * Receives what is there now, without waiting; each message is hidden for the queue's visibility timeout.
     *
     * @param most 1 to {@value #MOST_PER_RECEIVE}
     */
    public CompletionStage<List<ReceivedMessage>> receive(int most) {
        return actors.ask(actor, new ReceiveMessages(DefaultVisibilityTimeout$.MODULE$, most,
                Option.apply(Duration.ZERO), Option.empty())).thenApply(MessageQueue::messages);
    }

    private static List<ReceivedMessage> messages(Object answer) {
        return CollectionConverters.asJava((scala.collection.immutable.Seq<?>) answer).stream()
                .map(message -> Messages.received((MessageData) message)).toList();
    }

    /**
     * Deletes a message that was received. As with SQS one that is gone already is no error, and neither is one that has
     * been received again since, which stays.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html">
     *     DeleteMessage</a>
     */
    public CompletionStage<Void> delete(String receiptHandle) {
        return actors.ask(actor, new DeleteMessage(new DeliveryReceipt(receiptHandle))).thenAccept(answer -> { });
    }

    /**
     * When the last of these messages can be received again, in milliseconds since the epoch, past or to come; empty if
     * none of them is left.
     */
    public CompletionStage<OptionalLong> lastDelivery(Set<String> ids) {
        return actors.ask(actors.events(), new QueueEvents.NextDeliveries(identity.name(), ids))
                .thenApply(times -> ((List<?>) times).stream().mapToLong(time -> (long) time).max());
    }

    /** Has a listener told from now on, besides those that there are; at first of the messages that are known. */
    public void listen(Listener listener) {
        actors.listen(identity.name(), listener);
    }

    /** Hears when a queue's messages can be received. Must return at once. */
    public interface Listener {

        /**
         * A message was sent, received or given another visibility timeout, and can be received at a time, past or to
         * come.
         *
         * @param at milliseconds since the epoch
         */
        void available(long at);

        /** That does not hold any more of one of them, which was deleted, or can be received at another time. */
        void noLonger(long at);
    }
}
