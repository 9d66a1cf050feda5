package dev.elementwise.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events as AWS documents them, with fields that nobody here asks for. */
class EventsAsSentTest {

    @Test
    void whoTheGatewayHasMadeSureOfIsRead() throws IOException {
        APIGatewayProxyRequestEvent user = ApiEvents.read(stream("""
            {"requestContext": {"authorizer": {"claims": {"sub": "7c1e", "iss": "https://pool"}}}}"""));
        APIGatewayProxyRequestEvent role = ApiEvents.read(stream("""
            {"requestContext": {"identity": {"caller": "AROAEXAMPLE:session", "apiKey": null}}}"""));

        assertThat(user.getRequestContext().getAuthorizer())
            .containsEntry("claims", Map.of("sub", "7c1e", "iss", "https://pool"));
        assertThat(role.getRequestContext().getAuthorizer()).isNull();
        assertThat(role.getRequestContext().getIdentity().getCaller()).isEqualTo("AROAEXAMPLE:session");
    }

    @Test
    void requestOfTheGatewayIsRead() throws IOException {
        APIGatewayProxyRequestEvent event = ApiEvents.read(stream("""
            {"resource": "/jobs/{id}", "path": "/jobs/1", "httpMethod": "GET",
             "headers": {"Accept": "text/html"}, "multiValueHeaders": {"Accept": ["text/html", "*/*"]},
             "queryStringParameters": null, "multiValueQueryStringParameters": {"limit": ["1", "2"]},
             "pathParameters": {"id": "1"}, "stageVariables": null, "body": "e30=", "isBase64Encoded": true,
             "requestContext": {"accountId": "1", "stage": "v1", "requestId": "r", "path": "/v1/jobs/1",
                "requestTimeEpoch": 1700000000000, "identity": {"apiKey": "key", "sourceIp": "127.0.0.1"}}}"""));

        assertThat(event.getResource()).isEqualTo("/jobs/{id}");
        assertThat(event.getPath()).isEqualTo("/jobs/1");
        assertThat(event.getHttpMethod()).isEqualTo("GET");
        assertThat(event.getHeaders()).containsEntry("Accept", "text/html");
        assertThat(event.getMultiValueHeaders()).containsEntry("Accept", List.of("text/html", "*/*"));
        assertThat(event.getQueryStringParameters()).isNull();
        assertThat(event.getMultiValueQueryStringParameters()).containsEntry("limit", List.of("1", "2"));
        assertThat(event.getPathParameters()).containsEntry("id", "1");
        assertThat(event.getBody()).isEqualTo("e30=");
        assertThat(event.getIsBase64Encoded()).isTrue();
        assertThat(event.getRequestContext().getRequestId()).isEqualTo("r");
        assertThat(event.getRequestContext().getStage()).isEqualTo("v1");
        assertThat(event.getRequestContext().getPath()).isEqualTo("/v1/jobs/1");
        assertThat(event.getRequestContext().getRequestTimeEpoch()).isEqualTo(1_700_000_000_000L);
        assertThat(event.getRequestContext().getIdentity().getApiKey()).isEqualTo("key");
    }

    @Test
    void answerIsWrittenAsTheGatewayWantsIt() throws IOException {
        APIGatewayProxyResponseEvent answer = new APIGatewayProxyResponseEvent();
        answer.setStatusCode(202);
        answer.setHeaders(Map.of("Location", "/jobs/ä"));
        answer.setBody("{\"a\":\"\u2028\"}");
        answer.setIsBase64Encoded(false);
        ByteArrayOutputStream json = new ByteArrayOutputStream();

        ApiEvents.write(answer, json);

        assertThat(json.toString(StandardCharsets.UTF_8)).isEqualTo("{\"statusCode\":202,\"headers\":"
            + "{\"Location\":\"/jobs/ä\"},\"body\":\"{\\\"a\\\":\\\"\u2028\\\"}\",\"isBase64Encoded\":false}");
    }

    @Test
    void messagesOfAQueueAreRead() throws IOException {
        List<SQSMessage> messages = SqsEvents.read(stream("""
            {"Records": [{"messageId": "m", "receiptHandle": "r", "body": "b",
              "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1545082649183"},
              "messageAttributes": {}, "md5OfBody": "x", "eventSource": "aws:sqs",
              "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue", "awsRegion": "us-east-2"}]}"""))
            .getRecords();

        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).getMessageId()).isEqualTo("m");
        assertThat(messages.get(0).getReceiptHandle()).isEqualTo("r");
        assertThat(messages.get(0).getBody()).isEqualTo("b");
        assertThat(messages.get(0).getAttributes()).containsEntry("ApproximateReceiveCount", "1");
        assertThat(messages.get(0).getEventSourceArn()).isEqualTo("arn:aws:sqs:us-east-2:123456789012:my-queue");
    }

    @Test
    void failuresAreWrittenAsTheMappingWantsThem() throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();

        SqsEvents.write(new SQSBatchResponse(List.of(new BatchItemFailure("m"))), json);

        assertThat(json.toString(StandardCharsets.UTF_8))
            .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m\"}]}");
    }

    @Test
    void whatIsNoEventIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ApiEvents.read(stream("[]")));
        assertThatIllegalArgumentException().isThrownBy(() -> SqsEvents.read(stream("{}")));
    }

    private static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }
}
