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

    /** @param taken the API's own, which is bound later */
    static PartPorts find(int taken) throws IOException {
        try (ServerSocket tables = anyFree(taken); ServerSocket queues = anyFree(taken)) {
            return new PartPorts(tables.getLocalPort(), queues.getLocalPort());
        }
    }

    private static ServerSocket anyFree(int taken) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
            try {
                if (port != taken) {
                    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                }
            } catch (BindException e) {
                continue; // somebody's, so another one
            }
        }
        throw new IOException("none of " + TRIES + " ports from " + FIRST + " to " + (AFTER_LAST - 1) + " was free");
    }
}
