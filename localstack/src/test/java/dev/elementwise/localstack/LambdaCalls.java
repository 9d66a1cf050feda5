package dev.elementwise.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.regex.Pattern;

/** The two calls of Lambda's own API that tests need; more would be worth its client. */
record LambdaCalls(URI localstack) {

    private static final Pattern NAME = Pattern.compile("\"FunctionName\": ?\"([^\"]+)\"");
    /** LocalStack knows by it which service is meant, and checks no signature. */
    private static final String AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request,"
        + " SignedHeaders=host, Signature=0";

    /** The name that a function of the template was given. */
    String nameOf(String id) {
        return NAME.matcher(send(request("").GET())).results().map(name -> name.group(1))
            .filter(name -> name.contains("-" + id + "-")).findFirst().orElseThrow();
    }

    /** Changes a function, so that it goes on in new containers. */
    void replaceContainersOf(String id) {
        send(request(nameOf(id) + "/configuration").PUT(
            BodyPublishers.ofString("{\"Description\":\"changed " + UUID.randomUUID() + "\"}")));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(localstack.resolve("/2015-03-31/functions/" + path))
            .header("Authorization", AUTHORIZATION);
    }

    private static String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Lambda's answer", e);
        }
    }
}
