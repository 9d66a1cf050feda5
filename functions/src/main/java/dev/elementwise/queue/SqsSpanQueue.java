package dev.elementwise.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Carries spans in an SQS standard queue. Messages are grouped by job, so that one job's many do not hold up another's
 * few.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html">Fair
 *     queues: a group of a standard queue orders nothing</a>
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Message
 *     quotas: ten messages and 1 MiB a batch</a>
 */
public final class SqsSpanQueue implements SpanQueue {

    private static final int LARGEST_BATCH = 10;

    private final Supplier<SqsClient> client;
    private final String url;

    /** @param client asked for with each call, so that who never calls needs none */
    public SqsSpanQueue(Supplier<SqsClient> client, String url) {
        this.client = client;
        this.url = url;
    }

    @Override
    public void send(List<Span> spans) {
        List<Messages.Message> batch = new ArrayList<>();
        int length = 0;
        for (Messages.Message message : Messages.of(spans)) {
            if (batch.size() == LARGEST_BATCH || length + message.body().length() > LARGEST_BODY) {
                sendBatch(batch);
                batch.clear();
                length = 0;
            }
            batch.add(message);
            length += message.body().length();
        }
        sendBatch(batch);
    }

    private void sendBatch(List<Messages.Message> batch) {
        if (batch.size() == 1) {
            call(() -> client.get().sendMessage(send -> send.queueUrl(url).messageGroupId(batch.get(0).job())
                .messageBody(batch.get(0).body())));
        } else if (!batch.isEmpty()) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Messages.Message message : batch) {
                entries.add(SendMessageBatchRequestEntry.builder().id("m" + entries.size())
                    .messageGroupId(message.job()).messageBody(message.body()).build());
            }
            var response = call(() -> client.get().sendMessageBatch(send -> send.queueUrl(url).entries(entries)));
            if (!response.failed().isEmpty()) {
                throw new QueueUnavailableException(response.failed().size() + " of " + batch.size()
                    + " messages were refused: " + response.failed().get(0).message(), null);
            }
        }
    }

    @Override
    public void delete(String receipt) {
        call(() -> client.get().deleteMessage(delete -> delete.queueUrl(url).receiptHandle(receipt)));
    }

    @Override
    public void release(String receipt, Duration delay) {
        call(() -> client.get().changeMessageVisibility(change -> change.queueUrl(url).receiptHandle(receipt)
            .visibilityTimeout(seconds(delay))));
    }

    @Override
    public void hold(List<String> receipts, Duration time) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (String receipt : receipts) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder().id("m" + entries.size())
                .receiptHandle(receipt).visibilityTimeout(seconds(time)).build());
        }
        var response = call(() -> client.get().changeMessageVisibilityBatch(change -> change.queueUrl(url)
            .entries(entries)));
        if (!response.failed().isEmpty()) {
            throw new QueueUnavailableException(response.failed().size() + " of " + receipts.size()
                + " messages could not be held: " + response.failed().get(0).message(), null);
        }
    }

    @Override
    public List<Delivery> receive(int most, Duration time) {
        String arn = "arn:aws:sqs:::" + url.substring(url.lastIndexOf('/') + 1);
        return call(() -> client.get().receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(most)
            .visibilityTimeout(seconds(time)).waitTimeSeconds(0).messageSystemAttributeNames(
                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, MessageSystemAttributeName.SENT_TIMESTAMP)))
            .messages().stream().map(message -> delivery(message, arn)).toList();
    }

    private static Delivery delivery(Message message, String arn) {
        return new Delivery(message.messageId(), message.receiptHandle(), message.body(),
            Integer.parseInt(message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)),
            Instant.ofEpochMilli(Long.parseLong(
                message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))), arn);
    }

    private static int seconds(Duration time) {
        return Math.toIntExact(time.toSeconds());
    }

    @Override
    public void check() {
        call(() -> client.get().getQueueAttributes(get -> get.queueUrl(url)
            .attributeNames(QueueAttributeName.QUEUE_ARN)));
    }

    private static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            if (e.isThrottlingException() || e.statusCode() >= 500) {
                throw new QueueUnavailableException("The queue does not answer: " + e.getMessage(), e);
            }
            throw e;
        } catch (SdkClientException e) {
            throw new QueueUnavailableException("The queue does not answer: " + e.getMessage(), e);
        }
    }
}
