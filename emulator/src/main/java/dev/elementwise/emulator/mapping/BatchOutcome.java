package dev.elementwise.emulator.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Which messages of a batch a function has failed. A list that can't be read is no list: all failed, nothing may be
 * deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling errors for an
 *     SQS event source</a>
 */
sealed interface BatchOutcome {

    /** All but these succeeded. */
    record Failed(Set<String> messageIds) implements BatchOutcome {
        public Failed {
            messageIds = Set.copyOf(messageIds);
        }
    }

    /** Nothing can be told about any message. */
    record Unreadable(String why) implements BatchOutcome {
    }

    /**
     * Reads a function's answer where its mapping has {@code ReportBatchItemFailures}.
     *
     * @param batch the ids of the batch's messages
     */
    static BatchOutcome read(byte[] answer, Set<String> batch) {
        try (JsonParser json = new JsonFactory().createParser(answer)) {
            Set<String> failed = failures(json);
            for (String id : failed) {
                if (!batch.contains(id)) {
                    return new Unreadable("it names a message that was not in the batch: '" + id + "'");
                }
            }
            return new Failed(failed);
        } catch (IOException e) {
            return new Unreadable(e.getMessage());
        }
    }

    private static Set<String> failures(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return Set.of(); // an answer without a word: all succeeded
        }
        require(first == JsonToken.START_OBJECT, "it is no JSON object");
        Set<String> failed = Set.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean list = json.currentName().equals("batchItemFailures");
            JsonToken value = json.nextToken();
            if (!list) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                require(value == JsonToken.START_ARRAY, "batchItemFailures is no array");
                failed = items(json);
            }
        }
        require(json.nextToken() == null, "there is text after the JSON");
        return failed;
    }

    private static Set<String> items(JsonParser json) throws IOException {
        Set<String> ids = new HashSet<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            require(token == JsonToken.START_OBJECT, "an item of batchItemFailures is no object");
            ids.add(identifier(json));
        }
        return ids;
    }

    private static String identifier(JsonParser json) throws IOException {
        String id = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = json.currentName().equals("itemIdentifier");
            JsonToken value = json.nextToken();
            if (wanted && value == JsonToken.VALUE_STRING) {
                id = json.getText();
            } else {
                json.skipChildren();
            }
        }
        require(!id.isEmpty(), "an itemIdentifier is missing, null or empty");
        return id;
    }

    private static void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException(otherwise);
        }
    }
}
