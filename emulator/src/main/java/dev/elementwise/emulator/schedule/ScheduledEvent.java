package dev.elementwise.emulator.schedule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Writes the event that a function gets from a schedule.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html">Invoking Lambda
 *     functions on a schedule</a>
 */
final class ScheduledEvent {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ACCOUNT = "000000000000";
    private static final String REGION = "us-east-1";

    private ScheduledEvent() {
    }

    static byte[] of(String rule, Instant at) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("version", "0");
            json.writeStringField("id", UUID.randomUUID().toString());
            json.writeStringField("detail-type", "Scheduled Event");
            json.writeStringField("source", "aws.events");
            json.writeStringField("account", ACCOUNT);
            json.writeStringField("time", at.truncatedTo(ChronoUnit.SECONDS).toString());
            json.writeStringField("region", REGION);
            json.writeArrayFieldStart("resources");
            json.writeString("arn:aws:events:" + REGION + ":" + ACCOUNT + ":rule/" + rule);
            json.writeEndArray();
            json.writeObjectFieldStart("detail");
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not refuse a write", e);
        }
        return bytes.toByteArray();
    }
}
