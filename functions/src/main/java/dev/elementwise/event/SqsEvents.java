package dev.elementwise.event;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.elementwise.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The events of queues, the fields of them that are used here.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
public final class SqsEvents {

    private SqsEvents() {
    }

    public static SQSEvent read(InputStream json) throws IOException {
        List<?> records = Fields.read(json).get("Records", List.class);
        if (records == null) {
            throw new IllegalArgumentException("An event of a queue has Records");
        }
        SQSEvent event = new SQSEvent();
        event.setRecords(records.stream().map(record -> message(new Fields((Map<?, ?>) record))).toList());
        return event;
    }

    private static SQSMessage message(Fields fields) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(fields.text("messageId"));
        message.setReceiptHandle(fields.text("receiptHandle"));
        message.setBody(fields.text("body"));
        message.setAttributes(fields.texts("attributes"));
        message.setEventSourceArn(fields.text("eventSourceARN"));
        return message;
    }

    public static void write(SQSBatchResponse answer, OutputStream json) throws IOException {
        Map<String, Object> fields = Map.of("batchItemFailures", answer.getBatchItemFailures().stream()
            .map(failure -> Map.of("itemIdentifier", failure.getItemIdentifier())).toList());
        json.write(Json.write(fields).getBytes(StandardCharsets.UTF_8));
    }
}
