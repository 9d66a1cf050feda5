package dev.elementwise.emulator.testing;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Queues as a program sees them: by the AWS SDK over HTTP. */
public final class SqsCalls {
    private final SqsClient client;

    public SqsCalls(URI endpoint) {
        client = SqsClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create()).credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))).build();
    }

    public SqsClient client() {
        return client;
    }

    public void send(String url, String body) {
        client.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    public void sendLater(String url, String body, int delaySeconds) {
        client.sendMessage(request -> request.queueUrl(url).messageBody(body).delaySeconds(delaySeconds));
    }

    public void sendAll(String url, List<String> bodies) {
        client.sendMessageBatch(request -> request.queueUrl(url).entries(IntStream.range(0, bodies.size())
                .mapToObj(i -> SendMessageBatchRequestEntry.builder().id("m" + i).messageBody(bodies.get(i)).build())
                .toList()));
    }

    /** @return the body of one message, or "nothing" */
    public String receive(String url, int waitSeconds) {
        return client.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(waitSeconds)).messages().stream()
                .map(Message::body).findFirst().orElse("nothing");
    }

    /** Asks again and again: ElasticMQ does not wake a long poll for a dead letter. */
    public String awaitMessage(String url) {
        long end = System.nanoTime() + 30_000_000_000L;
        String body = "nothing";
        while (body.equals("nothing") && System.nanoTime() < end) {
            body = receive(url, 0);
        }
        return body;
    }

    /** @return whether the queue had neither visible nor hidden messages before half a minute was over */
    public boolean awaitEmpty(String url) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < end) {
            if (count(url) == 0) {
                return true;
            }
        }
        return false;
    }

    /** How many messages the queue has, visible or not. */
    public int count(String url) {
        return client.getQueueAttributes(request -> request.queueUrl(url)
                .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes().values().stream().mapToInt(Integer::parseInt).sum();
    }
}
