package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not JSON, mean two things, or come as something else. */
@ExtendWith(SystemUnderTest.class)
final class MalformedBodyTest {

    private static final byte[] FINE = "{\"task\":\"identity\",\"elements\":[]}".getBytes(StandardCharsets.UTF_8);

    private final Api api;

    MalformedBodyTest(Api api) {
        this.api = api;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "hello", "{", "{\"task\":", "{\"task\":\"identity\",\"elements\":[1,]}",
        "{'task':'identity'}", "{\"task\":\"identity\",\"elements\":[NaN]}", "{\"task\":\"identity\",\"elements\":[01]}",
        "{\"task\":\"identity\",\"elements\":[+1]}", "{\"task\":\"identity\",\"elements\":[.5]}",
        "{\"task\":\"identity\",\"elements\":[\"\t\"]}", "{\"task\":\"identity\",\"elements\":[\"\\x\"]}",
        "/* comment */{\"task\":\"identity\",\"elements\":[]}", "{\"task\":\"identity\",\"elements\":[\"\\u12\"]}"})
    void textThatIsNotJsonIsRefused(String body) {
        api.post(body).problem(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "x", "]", ",", "null", "\0"})
    void textAfterTheJsonIsRefused(String rest) {
        api.post(new String(FINE, StandardCharsets.UTF_8) + rest).problem(400);
    }

    @Test
    void whiteSpaceAfterTheJsonIsFine() {
        api.post(new String(FINE, StandardCharsets.UTF_8) + " \r\n\t").expect(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"task\":\"identity\",\"task\":\"identity\",\"elements\":[]}",
        "{\"task\":\"identity\",\"elements\":[{\"a\":1,\"b\":2,\"a\":1}]}",
        "{\"task\":\"identity\",\"elements\":[{\"a\":1,\"\\u0061\":2}]}",
        "{\"task\":\"identity\",\"range\":{\"stop\":1,\"stop\":2}}",
        "{\"task\":\"identity\",\"elements\":[[{\"deep\":{\"x\":null,\"x\":null}}]]}"})
    void keyThatStandsTwiceIsRefused(String body) {
        api.post(body).problem(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c3", "c0af", "eda080", "f4908080", "80", "e28228"})
    void bytesThatAreNotUtf8AreRefused(String hex) {
        api.post(withElement(HexFormat.of().parseHex(hex))).problem(400);
    }

    @Test
    void otherEncodingsOfUnicodeAreRefused() {
        api.post("{\"task\":\"identity\",\"elements\":[]}".getBytes(StandardCharsets.UTF_16LE)).problem(400);
        api.post("\ufeff{\"task\":\"identity\",\"elements\":[]}").problem(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "application/jsonx",
        "application/json; charset=iso-8859-1", "text/json", "json"})
    void otherContentTypesAreRefused(String type) {
        api.postAs(FINE, "Content-Type", type).problem(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON", "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\""})
    void jsonIsTakenHoweverItIsWritten(String type) {
        api.postAs(FINE, "Content-Type", type).expect(202);
    }

    @Test
    void bodyWithoutContentTypeIsRefused() {
        api.postAs(FINE).problem(415);
    }

    @Test
    @Tag("unlike-localstack")
    void contentEncodingThatIsNotUnderstoodIsRefused() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(FINE);
        }

        api.post(packed.toByteArray(), "Content-Encoding", "gzip").problem(415);
        api.post(FINE, "Content-Encoding", "br, identity").problem(415);
        api.post(FINE, "Content-Encoding", "identity").expect(202);
    }

    @Test
    void refusedBodyLeavesNoJob() {
        String label = "refused " + System.nanoTime();

        api.post("{\"task\":\"identity\",\"elements\":[],\"label\":\"" + label + "\"}x").problem(400);

        assertThat(api.get("/jobs?limit=1000").expect(200).text()).doesNotContain(label);
    }

    private static byte[] withElement(byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"task\":\"identity\",\"elements\":[\"".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\"]}".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
