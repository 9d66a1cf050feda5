package dev.elementwise.emulator.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.elementwise.emulator.lambda.InvocationResult.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the JSON with which a runtime reports an error. */
final class ErrorBody {

    private ErrorBody() {
    }

    /** @param header the error's type as the runtime gave it beside the body */
    static Failure failure(byte[] body, String header) {
        String type = header.isEmpty() ? "Runtime.Unknown" : header;
        try (JsonParser json = new JsonFactory().createParser(body)) {
            return failure(json, type);
        } catch (IOException e) {
            return new Failure(type, new String(body, StandardCharsets.UTF_8));
        }
    }

    private static Failure failure(JsonParser json, String header) throws IOException {
        String type = header;
        String message = "";
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return new Failure(type, message);
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("errorType") && value == JsonToken.VALUE_STRING) {
                type = json.getText();
            } else if (field.equals("errorMessage") && value == JsonToken.VALUE_STRING) {
                message = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return new Failure(type, message);
    }
}
