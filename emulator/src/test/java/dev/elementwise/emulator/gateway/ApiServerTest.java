package dev.elementwise.emulator.gateway;

import static dev.elementwise.emulator.gateway.Served.OK;
import static dev.elementwise.emulator.gateway.Served.answering;
import static dev.elementwise.emulator.gateway.Served.api;
import static dev.elementwise.emulator.gateway.Served.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.emulator.lambda.InvocationResult;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ApiServerTest {

    @Test
    void answerOfTheFunctionGoesOut() throws Exception {
        String answer = """
                {"statusCode": 202, "headers": {"Location": "/jobs/1", "x-flag": true, "Date": "now"},
                 "multiValueHeaders": {"Link": ["<a>", "<b>"]}, "body": "{\\"ü\\": 1}", "isBase64Encoded": false}""";
        try (Served served = new Served(api(route("POST", "/jobs")), answering(answer))) {
            HttpResponse<String> response = served.post("/jobs", "[]".getBytes(StandardCharsets.UTF_8));

            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(response.body()).isEqualTo("{\"ü\": 1}");
            assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(response.headers().firstValue("x-flag")).hasValue("true");
            assertThat(response.headers().firstValue("x-amzn-remapped-date")).hasValue("now");
            assertThat(response.headers().firstValue("x-amzn-requestid")).isPresent();
            assertThat(response.headers().allValues("link")).containsExactly("<a>", "<b>");
        }
    }

    @Test
    void headHasTheLengthOfGetButNoBody() throws Exception {
        try (Served served = new Served(api(route("ANY", "/")), answering(OK))) {
            HttpResponse<String> response =
                    served.send(served.request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()));

            assertThat(response.headers().firstValue("content-length")).hasValue("4");
            assertThat(response.body()).isEmpty();
            assertThat(served.get("/").body()).isEqualTo("fine");
        }
    }

    @Test
    void headHasTheLengthThatTheFunctionSays() throws Exception {
        String answer = "{\"statusCode\": 200, \"headers\": {\"content-length\": \"77\"}}";
        try (Served served = new Served(api(route("ANY", "/")), answering(answer))) {
            HttpResponse<String> response =
                    served.send(served.request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()));

            assertThat(response.headers().firstValue("content-length")).hasValue("77");
        }
    }

    @Test
    void noContentHasNoBody() throws Exception {
        try (Served served = new Served(api(route("ANY", "/")), answering("{\"statusCode\": \"204\"}"))) {
            assertThat(served.get("/").statusCode()).isEqualTo(204);
            assertThat(served.get("/").body()).isEmpty();
        }
    }

    @Test
    void callersThatWaitAreAnsweredAtTheEnd() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting;
        try (Served served = new Served(api(route("GET", "/slow")),
                (name, event, trace) -> new CompletableFuture<>())) {
            waiting = served.sendAsync(served.request("/slow"));
            served.events.take();
        }

        assertThat(waiting.get().statusCode()).isEqualTo(502);
        assertThat(waiting.get().body()).isEqualTo("{\"message\":\"Internal server error\"}");
    }

    @Test
    void callersThatWaitDoNotHoldUpOthers() throws Exception {
        CompletableFuture<InvocationResult> later = new CompletableFuture<>();
        try (Served served = new Served(api(route("GET", "/slow"), route("GET", "/fast")), (name, event, trace) ->
                new String(event, StandardCharsets.UTF_8).contains("/slow") ? later
                        : answering(OK).invoke(name, event, trace))) {
            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waiting.add(served.sendAsync(served.request("/slow")));
                served.events.take();
            }

            assertThat(served.get("/fast").body()).isEqualTo("fine");
            later.complete(new InvocationResult.Answer(OK.getBytes(StandardCharsets.UTF_8)));
            for (CompletableFuture<HttpResponse<String>> response : waiting) {
                assertThat(response.get().statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void bodyIsWantedBeforeItIsSent() throws Exception {
        try (Served served = new Served(api(route("POST", "/")), answering(OK))) {
            HttpResponse<String> response = served.send(served.request("/").expectContinue(true)
                    .POST(HttpRequest.BodyPublishers.ofString("body")));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(served.events.take()).contains("\"body\":\"body\"").doesNotContain("Expect");
        }
    }

    @Test
    void connectionServesSeveralRequests() throws Exception {
        byte[] request = "GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (Served served = new Served(api(route("GET", "/")), answering(OK));
             Socket socket = new Socket("127.0.0.1", served.port())) {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < 3; i++) {
                out.write(request);
                out.flush();
                assertThat(readTo(socket.getInputStream(), "\r\n\r\nfine")).startsWith("HTTP/1.1 200");
            }
        }
    }

    private static String readTo(InputStream in, String end) throws Exception {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            text.append((char) in.read());
        }
        return text.toString();
    }
}
