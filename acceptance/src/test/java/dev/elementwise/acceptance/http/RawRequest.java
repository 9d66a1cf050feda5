package dev.elementwise.acceptance.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocketFactory;

/** A request written byte by byte, for what a client library would not send. */
final class RawRequest {

    private static final int PATIENCE_MILLIS = 60_000;

    private RawRequest() {
    }

    /**
     * Sends a request and gives the whole answer, head and body, in ISO-8859-1.
     *
     * @param target the path below the API's base
     * @param rest further header lines and the body, lines ended by CRLF, an empty line between
     */
    static String send(Api api, String method, String target, String rest) throws IOException {
        URI base = api.base();
        try (Socket socket = connect(base)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String head = method + " " + base.getRawPath() + target + " HTTP/1.1\r\nHost: " + api.host().orElse(base.getHost())
                + "\r\nConnection: close\r\n";
            socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(readAll(socket.getInputStream()), StandardCharsets.ISO_8859_1);
        }
    }

    private static Socket connect(URI base) throws IOException {
        boolean secure = base.getScheme().equals("https");
        int port = base.getPort() < 0 ? secure ? 443 : 80 : base.getPort();
        return secure ? SSLSocketFactory.getDefault().createSocket(base.getHost(), port)
            : new Socket(base.getHost(), port);
    }

    private static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        in.transferTo(all);
        return all.toByteArray();
    }
}
