package dev.elementwise.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Where tables and queues will listen; known before they have started, so that functions, which are told, start beside
 * them. Both are held until both are found, so they are never the same. Another program may still take one before its
 * part listens, as any program may any port of the system's own choice; the start then ends with a sentence.
 */
record PartPorts(int tables, int queues) {

    static PartPorts find() throws IOException {
        try (ServerSocket tables = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
             ServerSocket queues = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new PartPorts(tables.getLocalPort(), queues.getLocalPort());
        }
    }
}
