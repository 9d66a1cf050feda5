package dev.elementwise.queue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.job.IndexRuns;
import dev.elementwise.job.Jobs;
import dev.elementwise.queue.Span.Origin;
import dev.elementwise.time.SettableClock;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Answers of SQS that ElasticMQ never gives: a batch of which one message is refused, and throttling. */
final class SqsSpanQueueAnswersTest {

    private static final BatchResultErrorEntry REFUSED = BatchResultErrorEntry.builder().id("m1").code("InternalError")
        .message("as asked").senderFault(false).build();

    private RuntimeException failure = new IllegalStateException("not asked for");
    private final SqsClient client = (SqsClient) Proxy.newProxyInstance(getClass().getClassLoader(),
        new Class<?>[] {SqsClient.class}, (self, method, arguments) -> {
            if (arguments[0] instanceof SendMessageBatchRequest) {
                return SendMessageBatchResponse.builder().failed(REFUSED).build();
            } else if (arguments[0] instanceof ChangeMessageVisibilityBatchRequest) {
                return ChangeMessageVisibilityBatchResponse.builder().failed(REFUSED).build();
            } else if (arguments[0] instanceof DeleteMessageRequest) {
                throw failure;
            }
            return InvocationHandler.invokeDefault(self, method, arguments); // from a builder to its request
        });
    private final SqsSpanQueue queue = new SqsSpanQueue(() -> client, "http://127.0.0.1/0/jobs");

    @Test
    void oneMessageOfABatchThatIsRefusedIsAFailure() {
        Span span = new Span(Jobs.of("test", Jobs.list(3, 1, new SettableClock())), "{}", IndexRuns.of(0, 1),
            Optional.of(List.of(1L)), Origin.FORK);
        List<Span> spans = IntStream.range(0, 3).mapToObj(i -> span.part(IndexRuns.of(0, 1), Origin.FORK)).toList();

        assertThatThrownBy(() -> queue.send(spans)).isInstanceOf(QueueUnavailableException.class)
            .hasMessageContaining("1 of 3 messages were refused: as asked");
    }

    @Test
    void oneMessageThatIsNotHeldIsAFailure() {
        assertThatThrownBy(() -> queue.hold(List.of("a", "b"), Duration.ofMinutes(1)))
            .isInstanceOf(QueueUnavailableException.class).hasMessageContaining("1 of 2 messages could not be held");
    }

    @ParameterizedTest
    @CsvSource({"400, ThrottlingException, true", "400, RequestThrottled, true", "503, ServiceUnavailable, true",
        "400, InvalidParameterValue, false"})
    void whatPassesIsToldFromWhatDoesNot(int status, String code, boolean passing) {
        failure = SqsException.builder().statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("as asked").build()).build();

        assertThatThrownBy(() -> queue.delete("receipt"))
            .isInstanceOf(passing ? QueueUnavailableException.class : SqsException.class);
    }
}
