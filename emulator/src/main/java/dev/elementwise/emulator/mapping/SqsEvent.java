package dev.elementwise.emulator.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.elementwise.emulator.sqs.ReceivedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Writes messages as the event that a function gets.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
final class SqsEvent {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String REGION = "us-east-1";

    private final String queueArn;

    SqsEvent(String queueArn) {
        this.queueArn = queueArn;
    }

    byte[] of(List<ReceivedMessage> messages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("Records");
            for (ReceivedMessage message : messages) {
                write(json, message);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not refuse a write", e);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json, ReceivedMessage message) throws IOException {
        json.writeStartObject();
        json.writeStringField("messageId", message.id());
        json.writeStringField("receiptHandle", message.receiptHandle());
        json.writeStringField("body", message.body());
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, String> attribute : message.attributes().entrySet()) {
            json.writeStringField(attribute.getKey(), attribute.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("messageAttributes");
        for (Map.Entry<String, ReceivedMessage.Attribute> attribute : message.messageAttributes().entrySet()) {
            write(json, attribute.getKey(), attribute.getValue());
        }
        json.writeEndObject();
        json.writeStringField("md5OfBody", md5(message.body()));
        json.writeStringField("eventSource", "aws:sqs");
        json.writeStringField("eventSourceARN", queueArn);
        json.writeStringField("awsRegion", REGION);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, ReceivedMessage.Attribute attribute) throws IOException {
        json.writeObjectFieldStart(name);
        if (attribute.string().isPresent()) {
            json.writeStringField("stringValue", attribute.string().get());
        }
        if (attribute.base64().isPresent()) {
            json.writeStringField("binaryValue", attribute.base64().get());
        }
        json.writeArrayFieldStart("stringListValues");
        json.writeEndArray();
        json.writeArrayFieldStart("binaryListValues");
        json.writeEndArray();
        json.writeStringField("dataType", attribute.dataType());
        json.writeEndObject();
    }

    private static String md5(String body) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }
}
