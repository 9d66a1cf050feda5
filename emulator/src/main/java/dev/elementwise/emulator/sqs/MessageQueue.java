package dev.elementwise.emulator.sqs;

import dev.elementwise.emulator.sqs.LocalSqs.QueueIdentity;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
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
     * Has a listener told, whenever one is sent, received or given another visibility timeout, from when on a message
     * can be received, in milliseconds since the epoch. That may be past, or not come true, for the message may be
     * deleted. Of several listeners the last one is told.
     *
     * @param listener must return at once
     */
    public void listen(LongConsumer listener) {
        actors.listen(identity.name(), listener);
    }
}
