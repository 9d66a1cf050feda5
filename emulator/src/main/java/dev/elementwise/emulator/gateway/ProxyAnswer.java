package dev.elementwise.emulator.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a function answers to a proxy integration. Strict as API Gateway is: a field too many or a body that is no
 * text makes it malformed.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format">
 *     Output format of a Lambda function for proxy integration</a>
 */
final class ProxyAnswer {

    private static final JsonFactory JSON = new JsonFactory();

    /** A header's name (RFC 9110, 5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final JsonParser json;
    private final Headers single = new Headers();
    private final Headers multiple = new Headers();
    private int status = 200;
    private boolean base64;
    private @Nullable String body;

    private ProxyAnswer(JsonParser json) {
        this.json = json;
    }

    /**
     * The answer as it goes out, but for the headers that the gateway adds.
     *
     * @param decodes whether the caller gets binary bodies as such, or as the base64 text that they are
     * @throws Refusal for a malformed answer
     */
    static Response parse(byte[] payload, boolean decodes) throws Refusal {
        try (JsonParser json = JSON.createParser(payload)) {
            ProxyAnswer answer = new ProxyAnswer(json);
            answer.read();
            return answer.toResponse(decodes);
        } catch (IOException | IllegalArgumentException e) {
            throw malformed("Malformed Lambda proxy response: " + e.getMessage(), e);
        }
    }

    private void read() throws IOException, Refusal {
        expect(json.nextToken(), JsonToken.START_OBJECT);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            readField(name);
        }
        if (json.nextToken() != null) {
            throw malformed("text after the answer", null);
        }
    }

    private void readField(String name) throws IOException, Refusal {
        switch (name) {
            case "statusCode" -> status = Integer.parseInt(json.getText());
            case "body" -> body = text();
            case "isBase64Encoded" -> base64 = json.currentToken() == JsonToken.VALUE_TRUE;
            case "headers" -> readHeaders(single);
            case "multiValueHeaders" -> readHeaders(multiple);
            default -> throw malformed("the field " + name, null);
        }
    }

    private void readHeaders(Headers headers) throws IOException, Refusal {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        expect(json.currentToken(), JsonToken.START_OBJECT);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (!TOKEN.matcher(name).matches()) {
                throw malformed("the header name " + name, null);
            }
            headers.merge(name, headers == multiple ? values() : value());
        }
    }

    private List<String> values() throws IOException, Refusal {
        List<String> values = new ArrayList<>();
        expect(json.currentToken(), JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.addAll(value());
        }
        return values;
    }

    private List<String> value() throws IOException, Refusal {
        return json.currentToken().isBoolean() ? List.of(json.getText()) : List.of(checked(text()));
    }

    private @Nullable String text() throws IOException, Refusal {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(json.currentToken(), JsonToken.VALUE_STRING);
        return json.getText();
    }

    /** A header goes out as Latin-1: a character beyond would be cut to a byte that may be a line's end. */
    private static String checked(@Nullable String text) throws Refusal {
        if (text == null || text.chars().anyMatch(character -> character < ' ' && character != '\t'
                || character > 0xFF)) {
            throw malformed("a header that is null or has characters that headers cannot carry", null);
        }
        return text;
    }

    private static void expect(@Nullable JsonToken token, JsonToken expected) throws Refusal {
        if (token != expected) {
            throw malformed(token + " where " + expected + " belongs", null);
        }
    }

    private Response toResponse(boolean decodes) throws Refusal {
        if (status < 200 || status > 599) {
            throw malformed("the status " + status, null);
        }
        multiple.forEach(single::merge);
        String text = body == null ? "" : body;
        byte[] bytes = base64 && decodes ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
        return new Response(status, single, bytes);
    }

    private static Refusal malformed(String reason, @Nullable Throwable cause) {
        return new Refusal(GatewayError.API_CONFIGURATION_ERROR, reason, cause);
    }
}
