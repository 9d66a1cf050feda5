package dev.elementwise.emulator;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where tables and queues will listen; known before they have started, so that functions, which are told, start beside
 * them. Both are held until both are found, so they are never the same.
 *
 * <p>They are none that a system gives to the outgoing connections of any program (32,768 and up on Linux, 49,152 and
 * up elsewhere): a client that tries every few milliseconds whether the API answers would take one of those now and
 * then before its part listens. Where another program listens meanwhile all the same, the start ends with a sentence.
 */
record PartPorts(int tables, int queues) {

    private static final int FIRST = 20_000;
    private static final int AFTER_LAST = 32_768;
    private static final int TRIES = 100;

    static PartPorts find() throws IOException {
        try (ServerSocket tables = anyFree(); ServerSocket queues = anyFree()) {
            return new PartPorts(tables.getLocalPort(), queues.getLocalPort());
        }
    }

    private static ServerSocket anyFree() throws IOException {
        for (int i = 1; ; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
            try {
                return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            } catch (BindException e) {
                if (i == TRIES) {
                    throw new IOException("no port between " + FIRST + " and " + AFTER_LAST + " is free", e);
                }
            }
        }
    }
}
