package dev.elementwise.emulator.sqs;

import dev.elementwise.emulator.sqs.ReceivedMessage.Attribute;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageData;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.StringMessageAttribute;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Reads ElasticMQ's messages. */
final class Messages {
    /** ElasticMQ's own word for who sent a message: it knows no identities. */
    private static final String SENDER = "127.0.0.1";

    private Messages() {
    }

    static ReceivedMessage received(MessageData message) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        CollectionConverters.asJava(message.messageAttributes())
                .forEach((name, value) -> attributes.put(name, attribute(value)));
        return new ReceivedMessage(message.id().id(), message.deliveryReceipt().get().receipt(),
                message.content().value(), systemAttributes(message), attributes);
    }

    private static Map<String, String> systemAttributes(MessageData message) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("ApproximateReceiveCount", Integer.toString(message.statistics().approximateReceiveCount()));
        attributes.put("SentTimestamp", Long.toString(message.created().toInstant().toEpochMilli()));
        attributes.put("SenderId", SENDER);
        if (message.statistics().approximateFirstReceive() instanceof OnDateTimeReceived first) {
            attributes.put("ApproximateFirstReceiveTimestamp",
                    Long.toString(first.when().toInstant().toEpochMilli()));
        }
        optional(message.messageGroupId()).ifPresent(group -> attributes.put("MessageGroupId", group));
        optional(message.tracingId()).ifPresent(trace -> attributes.put(ReceivedMessage.TRACE_HEADER, trace.id()));
        return attributes;
    }

    private static Attribute attribute(MessageAttribute attribute) {
        String type = attribute.getDataType();
        if (attribute instanceof BinaryMessageAttribute binary) {
            return new Attribute(type, Optional.empty(), Optional.of(binary.asBase64()));
        }
        if (attribute instanceof NumberMessageAttribute number) {
            return new Attribute(type, Optional.of(number.stringValue()), Optional.empty());
        }
        if (attribute instanceof StringMessageAttribute string) {
            return new Attribute(type, Optional.of(string.stringValue()), Optional.empty());
        }
        throw new IllegalArgumentException("An attribute of the type " + type + " is not known");
    }

    private static <T> Optional<T> optional(Option<T> option) {
        return option.isDefined() ? Optional.of(option.get()) : Optional.empty();
    }
}
