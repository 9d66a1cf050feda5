package dev.elementwise.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandlersTest {
    private static final String SQS = "{\"Records\":[{\"messageId\":\"m\",\"body\":\"b\","
            + "\"eventSourceARN\":\"arn\",\"md5OfBody\":\"x\"}]}";

    @Test
    void aStreamHandlerGetsTheBytes() throws Throwable {
        assertThat(call(Streams.class.getName(), "[1]")).isEqualTo("[1]");
    }

    @Test
    void aTypeThatASuperclassLeavesOpenIsFound() throws Throwable {
        assertThat(call(Queue.class.getName() + "::handleRequest", SQS)).isEqualTo("\"m b arn\"");
    }

    @Test
    void aMethodIsFoundByItsName() throws Throwable {
        assertThat(call(Named.class.getName() + "::lengths", "[\"a\",\"bcd\"]")).isEqualTo("{\"a\":1,\"bcd\":3}");
        assertThat(call(Named.class.getName() + "::request", "{}")).isEqualTo("\"id\"");
    }

    @Test
    void whatTheFunctionThrowsIsNotWrapped() {
        assertThatThrownBy(() -> call(Named.class.getName() + "::fail", "{}"))
                .isExactlyInstanceOf(IllegalStateException.class).hasMessage("no");
    }

    @Test
    void aMethodThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Handlers.load(Named.class.getName() + "::other"))
                .isInstanceOf(NoSuchMethodException.class).hasMessageContaining("other");
    }

    @Test
    void anErrorIsReportedWithItsCauseAsJson() {
        Exception error = new IllegalStateException("a \"quote\"\n", new IOException());

        assertThat(new String(ErrorReport.of(error).json(), StandardCharsets.UTF_8))
                .startsWith("{\"errorMessage\":\"a \\\"quote\\\"\\u000a\",\"errorType\":"
                        + "\"java.lang.IllegalStateException\",\"stackTrace\":[\"dev.elementwise.runtime.HandlersTest.")
                .contains("\"cause\":{\"errorMessage\":\"java.io.IOException\"");
    }

    private static String call(String handler, String event) throws Throwable {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Handlers.load(handler).handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer,
                new InvocationContext(new Invocation("id", Instant.MAX, "arn", "", new byte[0]),
                        FunctionSettings.of(Map.of())));
        return answer.toString(StandardCharsets.UTF_8);
    }

    public static final class Streams implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
            event.transferTo(answer);
        }
    }

    abstract static class Base<O, I> implements RequestHandler<I, O> {
    }

    public static final class Queue extends Base<String, SQSEvent> {
        @Override
        public String handleRequest(SQSEvent event, Context context) {
            SQSEvent.SQSMessage message = event.getRecords().get(0);
            return message.getMessageId() + " " + message.getBody() + " " + message.getEventSourceArn();
        }
    }

    public static final class Named {
        public Map<String, Integer> lengths(List<String> words) {
            Map<String, Integer> lengths = new LinkedHashMap<>();
            words.forEach(word -> lengths.put(word, word.length()));
            return lengths;
        }

        public String request(Context context) {
            return context.getAwsRequestId();
        }

        public static void fail(Map<String, Object> event, Context context) {
            throw new IllegalStateException("no");
        }
    }
}
