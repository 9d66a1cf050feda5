package dev.elementwise.status;

import dev.elementwise.http.Accept;
import dev.elementwise.http.MediaType;
import dev.elementwise.http.Request;
import dev.elementwise.http.Response;
import dev.elementwise.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The contract's formal text: {@code GET /openapi.json}, its server being the one that was asked. */
final class ContractEndpoint {

    private static final String RESOURCE = "/openapi.json";

    Response get(Request request, String none) {
        Accept.choose(request.headers(), MediaType.JSON);
        Map<String, @Nullable Object> contract = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(Json.read(text()))).forEach((name, value) ->
            contract.put((String) name, value));
        contract.put("servers", List.of(Map.of("url", request.prefix().isEmpty() ? "/" : request.prefix())));
        return Response.json(200, contract);
    }

    private static byte[] text() {
        try (InputStream text = ContractEndpoint.class.getResourceAsStream(RESOURCE)) {
            return Objects.requireNonNull(text, "The jar has no " + RESOURCE).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's " + RESOURCE + " can't be read", e);
        }
    }
}
