package dev.elementwise.emulator.gateway;

import static dev.elementwise.emulator.gateway.Served.OK;
import static dev.elementwise.emulator.gateway.Served.answering;
import static dev.elementwise.emulator.gateway.Served.api;
import static dev.elementwise.emulator.gateway.Served.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The events that functions get. */
class ProxyEventTest {

    @Test
    void eventHasAllOfTheRequest() throws Exception {
        try (Served served = new Served(api(route("ANY", "/jobs/{id}")), answering(OK))) {
            served.send(served.request("/jobs/a%20b+c?x=1&x=2%203&y").header("Prefer", "wait=1").header("Prefer", "b")
                    .header("User-Agent", "test").POST(HttpRequest.BodyPublishers.ofString("{\"ü\": \"\\\\\"}")));

            String host = "127.0.0.1:" + served.port();
            assertThat(served.events.take())
                    .startsWith("{\"resource\":\"/jobs/{id}\",\"path\":\"/jobs/a%20b+c\",\"httpMethod\":\"POST\",")
                    .contains("\"Prefer\":\"b\"", "\"Prefer\":[\"wait=1\",\"b\"]", "\"Host\":\"" + host + "\"")
                    .contains("\"queryStringParameters\":{\"x\":\"2 3\",\"y\":\"\"},"
                            + "\"multiValueQueryStringParameters\":{\"x\":[\"1\",\"2 3\"],\"y\":[\"\"]},")
                    .contains("\"pathParameters\":{\"id\":\"a b+c\"},\"stageVariables\":null,\"requestContext\":{")
                    .contains("\"resourcePath\":\"/jobs/{id}\",\"httpMethod\":\"POST\"")
                    .contains("\"requestTime\":\"04/Mar/2025:05:06:07 +0000\",\"path\":\"/jobs/a%20b+c\"")
                    .contains("\"requestTimeEpoch\":1741064767089,", "\"stage\":\"v1\"", "\"apiId\":\"api\"")
                    .contains("\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"test\"}", "\"user\":null")
                    .endsWith("\"body\":\"{\\\"ü\\\": \\\"\\\\\\\\\\\"}\",\"isBase64Encoded\":false}");
        }
    }

    @Test
    void whatIsNotThereIsNull() throws Exception {
        try (Served served = new Served(api(route("GET", "/")), answering(OK))) {
            served.get("/");

            assertThat(served.events.take())
                    .contains("\"queryStringParameters\":null,\"multiValueQueryStringParameters\":null,"
                            + "\"pathParameters\":null")
                    .doesNotContain("apiKey", "Content-Length", "Connection")
                    .endsWith("\"body\":null,\"isBase64Encoded\":false}");
        }
    }

    @Test
    void bytesThatAreNoTextAreReplaced() throws Exception {
        try (Served served = new Served(api(route("POST", "/")), answering(OK))) {
            served.post("/", new byte[] {'"', (byte) 0xC3, '"'});

            assertThat(served.events.take()).endsWith("\"body\":\"\\\"\uFFFD\\\"\",\"isBase64Encoded\":false}");
        }
    }

    @Test
    void binaryTypesTravelAsBase64BothWays() throws Exception {
        String answer = "{\"statusCode\":200,\"body\":\"aGVsbG8=\",\"isBase64Encoded\":true}";
        try (Served served = new Served(Served.withBinary(api(route("POST", "/")), "image/*"), answering(answer))) {
            HttpResponse<String> binary = served.send(served.request("/").header("Content-Type", "image/png")
                    .header("Accept", "image/png, text/html").POST(HttpRequest.BodyPublishers.ofString("hello")));
            assertThat(binary.body()).isEqualTo("hello");
            assertThat(served.events.take()).endsWith("\"body\":\"aGVsbG8=\",\"isBase64Encoded\":true}");

            HttpResponse<String> text = served.send(served.request("/").header("Content-Type", "text/plain")
                    .header("Accept", "text/html").POST(HttpRequest.BodyPublishers.ofString("hello")));
            assertThat(text.body()).isEqualTo("aGVsbG8=");
            assertThat(served.events.take()).endsWith("\"body\":\"hello\",\"isBase64Encoded\":false}");
        }
    }

    @Test
    void largeBodyArrivesWhole() throws Exception {
        String body = "\"é\"".repeat(500_000);
        try (Served served = new Served(api(route("POST", "/")), answering(OK))) {
            served.post("/", body.getBytes(StandardCharsets.UTF_8));

            assertThat(served.events.take()).contains("\"body\":\"" + body.replace("\"", "\\\"") + "\",");
        }
    }
}
