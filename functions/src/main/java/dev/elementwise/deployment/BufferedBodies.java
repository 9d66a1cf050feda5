package dev.elementwise.deployment;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.Header;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Has the JDK's connections buffer the bodies of requests instead of streaming them, which they do where they are not
 * told a length. Before a body is streamed over a kept connection, the JDK listens on it for a millisecond whether the
 * other side has closed it; that was most of what a call took. One that buffers finds out by the call itself, and makes
 * it again over another connection. Safe for use by several threads.
 *
 * @see <a href="https://github.com/openjdk/jdk/blob/jdk-25-ga/src/java.base/share/classes/sun/net/www/http/HttpClient.java">
 *     {@code HttpClient.available()}</a>
 */
final class BufferedBodies implements SdkHttpClient {

    private final SdkHttpClient client;

    /** @param client of the JDK's URL connections; closed with this one */
    BufferedBodies(SdkHttpClient client) {
        this.client = client;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        HttpExecuteRequest.Builder unmeasured = HttpExecuteRequest.builder()
            .request(request.httpRequest().toBuilder().removeHeader(Header.CONTENT_LENGTH).build());
        request.contentStreamProvider().ifPresent(unmeasured::contentStreamProvider);
        request.metricCollector().ifPresent(unmeasured::metricCollector);
        return client.prepareRequest(unmeasured.build());
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
