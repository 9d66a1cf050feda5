package dev.elementwise.emulator.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes the event that a function gets from a REST API: payload version 1.0 of a proxy integration.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format">
 *     Input format of a Lambda function for proxy integration</a>
 */
final class ProxyEvent {

    private static final JsonFactory JSON = new JsonFactory();

    private final Context context;
    private final Request request;
    private final Router.Match match;
    private final MediaTypes binary;

    ProxyEvent(Context context, Router.Match match, MediaTypes binary) {
        this.context = context;
        this.request = context.request();
        this.match = match;
        this.binary = binary;
    }

    /** JSON in UTF-8. */
    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096 + request.body().length * 3 / 2);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("resource", match.route().path());
            json.writeStringField("path", request.path());
            json.writeStringField("httpMethod", request.method());
            writeHeaders(json);
            writeQuery(json);
            write(json, "pathParameters", match.parameters());
            write(json, "stageVariables", context.api().stage().variables());
            new RequestContext(context, match).writeTo(json);
            writeBody(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void writeHeaders(JsonGenerator json) throws IOException {
        List<String> names = new ArrayList<>();
        List<List<String>> values = new ArrayList<>();
        request.headers().forEach((name, all) -> {
            names.add(name);
            values.add(all);
        });
        writeLast(json, "headers", names, values);
        writeAll(json, "multiValueHeaders", names, values);
    }

    private void writeQuery(JsonGenerator json) throws IOException {
        Map<String, List<String>> parameters = Percent.parameters(request.query());
        List<String> names = List.copyOf(parameters.keySet());
        List<List<String>> values = names.stream().map(parameters::get).toList();
        writeLast(json, "queryStringParameters", names, values);
        writeAll(json, "multiValueQueryStringParameters", names, values);
    }

    private static void writeLast(JsonGenerator json, String field, List<String> names, List<List<String>> values)
            throws IOException {
        if (names.isEmpty()) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        for (int i = 0; i < names.size(); i++) {
            json.writeStringField(names.get(i), values.get(i).get(values.get(i).size() - 1));
        }
        json.writeEndObject();
    }

    private static void writeAll(JsonGenerator json, String field, List<String> names, List<List<String>> values)
            throws IOException {
        if (names.isEmpty()) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        for (int i = 0; i < names.size(); i++) {
            json.writeFieldName(names.get(i));
            String[] all = values.get(i).toArray(String[]::new);
            json.writeArray(all, 0, all.length);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String field, Map<String, String> map) throws IOException {
        List<String> names = List.copyOf(map.keySet());
        writeLast(json, field, names, names.stream().map(name -> List.of(map.get(name))).toList());
    }

    private void writeBody(JsonGenerator json) throws IOException {
        byte[] body = request.body();
        boolean base64 = body.length > 0
                && binary.contain(request.headers().find("Content-Type").orElse("application/json"));
        if (body.length == 0) {
            json.writeNullField("body");
        } else if (base64) {
            json.writeBinaryField("body", body);
        } else {
            writeText(json, body);
        }
        json.writeBooleanField("isBase64Encoded", base64);
    }

    /** Escapes the bytes as they are where they are UTF-8, without a text in between. */
    private static void writeText(JsonGenerator json, byte[] body) throws IOException {
        json.writeFieldName("body");
        if (Utf8.isValid(body)) {
            json.writeUTF8String(body, 0, body.length);
        } else {
            json.writeString(new String(body, StandardCharsets.UTF_8));
        }
    }
}
