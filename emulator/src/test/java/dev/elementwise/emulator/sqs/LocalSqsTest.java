package dev.elementwise.emulator.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.emulator.stack.QueueResource;
import dev.elementwise.emulator.stack.QueueResource.Redrive;
import dev.elementwise.emulator.testing.ChildJvm;
import dev.elementwise.emulator.testing.SqsCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class LocalSqsTest {
    private static final QueueResource DEAD = queue("Dead", 60, Optional.empty());
    private static final QueueResource JOBS = queue("Jobs", 60, Optional.of(new Redrive("Dead", 3)));

    @Test
    void queuesHaveTheTemplatesSettingsInWhateverOrderTheyCome() {
        try (LocalSqs sqs = new LocalSqs(0, Optional.empty())) {
            sqs.createQueues(List.of(JOBS, DEAD));

            assertThat(new SqsCalls(sqs.endpoint()).client().getQueueAttributes(request -> request
                    .queueUrl(sqs.urlOf(JOBS)).attributeNames(QueueAttributeName.ALL)).attributes())
                    .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60")
                    .containsEntry(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:us-east-1:000000000000:Jobs")
                    .hasEntrySatisfying(QueueAttributeName.REDRIVE_POLICY, policy -> assertThat(policy)
                            .contains("arn:aws:sqs:us-east-1:000000000000:Dead").contains("3"));
        }
    }

    @Test
    void aQueuesOwnUrlIsTheOneThatItIsFoundBy() {
        try (LocalSqs sqs = new LocalSqs(0, Optional.empty())) {
            sqs.createQueues(List.of(DEAD));

            assertThat(new SqsCalls(sqs.endpoint()).client().getQueueUrl(request -> request.queueName("Dead"))
                    .queueUrl()).isEqualTo(sqs.urlOf(DEAD));
        }
    }

    @Test
    void whatIsGoneOrWasReceivedAgainMayBeDeletedByItsOldHandle() {
        try (LocalSqs sqs = new LocalSqs(0, Optional.empty())) {
            sqs.createQueues(List.of(DEAD));
            SqsCalls calls = new SqsCalls(sqs.endpoint());
            calls.client().sendMessage(request -> request.queueUrl(sqs.urlOf(DEAD)).messageBody("x"));
            MessageQueue queue = sqs.queue(DEAD.id());
            String first = queue.receive(1).toCompletableFuture().join().get(0).receiptHandle();
            calls.client().changeMessageVisibility(request -> request.queueUrl(sqs.urlOf(DEAD)).receiptHandle(first)
                    .visibilityTimeout(0));
            String second = queue.receive(1).toCompletableFuture().join().get(0).receiptHandle();

            queue.delete(first).toCompletableFuture().join();
            assertThat(calls.count(sqs.urlOf(DEAD))).isEqualTo(1);

            queue.delete(second).toCompletableFuture().join();
            queue.delete(second).toCompletableFuture().join();
            assertThat(calls.count(sqs.urlOf(DEAD))).isZero();
        }
    }

    @Test
    void aTakenPortIsTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> new LocalSqs(taken.getLocalPort(), Optional.empty()).close())
                    .hasMessageContaining("port can't be opened");
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesAHardKill(@TempDir Path folder) throws IOException, InterruptedException {
        try (ChildJvm emulator = ChildJvm.run(Emulator.class, folder.toString())) {
            emulator.await("acknowledged");
            emulator.kill();
        }

        try (LocalSqs sqs = new LocalSqs(0, Optional.of(folder))) {
            sqs.createQueues(List.of(queue("Jobs", 1, Optional.of(new Redrive("Dead", 3))), DEAD));
            SqsCalls calls = new SqsCalls(sqs.endpoint());
            assertThat(calls.count(sqs.urlOf(JOBS))).isEqualTo(195);
            assertThat(calls.client().receiveMessage(request -> request.queueUrl(sqs.urlOf(JOBS))
                    .maxNumberOfMessages(10).waitTimeSeconds(2)).messages()).isNotEmpty();
        }
    }

    @Test
    void whatWasReceivedIsVisibleAfterAHardKillAndWhatIsDelayedIsNot(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (ChildJvm emulator = ChildJvm.run(ReceivingEmulator.class, folder.toString())) {
            emulator.await("received");
            emulator.kill();
        }

        try (ChildJvm emulator = ChildJvm.run(RestartedEmulator.class, folder.toString())) {
            assertThat(emulator.await("kept: ")).isEqualTo("2");
            assertThat(emulator.await("received: ")).isEqualTo("in flight, for the 2. time");
            assertThat(emulator.await("then: ")).isEqualTo("nothing");
        }
    }

    private static QueueResource queue(String name, int visibility, Optional<Redrive> redrive) {
        return new QueueResource(name, name, Duration.ofSeconds(visibility), Duration.ofDays(4), Duration.ZERO,
                Duration.ZERO, 1_048_576, redrive);
    }

    /** What is killed right after the last acknowledgement. */
    static final class Emulator {

        private Emulator() {
        }

        public static void main(String[] arguments) {
            LocalSqs sqs = new LocalSqs(0, Optional.of(Path.of(arguments[0])));
            sqs.createQueues(List.of(JOBS, DEAD));
            SqsCalls calls = new SqsCalls(sqs.endpoint());
            for (int i = 0; i < 200; i++) {
                calls.send(sqs.urlOf(JOBS), "message " + i);
            }
            calls.client().receiveMessage(request -> request.queueUrl(sqs.urlOf(JOBS)).maxNumberOfMessages(5))
                    .messages().forEach(message -> calls.client().deleteMessage(request -> request
                            .queueUrl(sqs.urlOf(JOBS)).receiptHandle(message.receiptHandle())));
            System.out.println("acknowledged");
        }
    }

    /** What is killed while one message is in flight and another is delayed. */
    static final class ReceivingEmulator {

        private ReceivingEmulator() {
        }

        public static void main(String[] arguments) {
            LocalSqs sqs = new LocalSqs(0, Optional.of(Path.of(arguments[0])));
            sqs.createQueues(List.of(JOBS, DEAD));
            SqsCalls calls = new SqsCalls(sqs.endpoint());
            calls.send(sqs.urlOf(JOBS), "in flight");
            calls.receive(sqs.urlOf(JOBS), 1);
            calls.client().sendMessage(request -> request.queueUrl(sqs.urlOf(JOBS)).messageBody("delayed")
                    .delaySeconds(600));
            System.out.println("received");
        }
    }

    /** What is started after that; in a JVM of its own, for ElasticMQ knows one database in each. */
    static final class RestartedEmulator {

        private RestartedEmulator() {
        }

        public static void main(String[] arguments) {
            LocalSqs sqs = new LocalSqs(0, Optional.of(Path.of(arguments[0])));
            sqs.createQueues(List.of(JOBS, DEAD));
            SqsCalls calls = new SqsCalls(sqs.endpoint());
            System.out.println("kept: " + calls.count(sqs.urlOf(JOBS)));
            Message message = calls.client().receiveMessage(request -> request.queueUrl(sqs.urlOf(JOBS))
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)).messages().get(0);
            System.out.println("received: " + message.body() + ", for the "
                    + message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT) + ". time");
            System.out.println("then: " + calls.receive(sqs.urlOf(JOBS), 0));
        }
    }
}
