package dev.elementwise.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.http.Api;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * What LocalStack 4.13.1 does differently from AWS, where the contract notices: the contract's own tests of it have the
 * tag {@code unlike-localstack}. One that fails here is a difference less, or another one.
 */
final class UnlikeAwsTest {

    private final Api api = new Api(new LocalStackTarget());

    /** API Gateway hands it on as it is: the function refuses it with 415. */
    @Test
    void localStackUnpacksGzipBeforeTheFunctionSeesIt() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"task\":\"identity\",\"elements\":[]}".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(api.post(packed.toByteArray(), "Content-Encoding", "gzip").status()).isEqualTo(202);
    }
}
