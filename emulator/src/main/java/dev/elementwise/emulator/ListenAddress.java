package dev.elementwise.emulator;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tells that an address can't be listened on; else the caller would be told only after everything else has started. */
final class ListenAddress {

    private ListenAddress() {
    }

    /** @throws IOException if the host is none of this machine's; the message says so */
    static void requireOwn(String host) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(host, 0);
        if (anyPort.isUnresolved()) {
            throw new IOException("there is no host " + host + " to listen on; an address of this machine is needed, "
                    + "such as 127.0.0.1");
        }
        try {
            probe(anyPort);
        } catch (BindException e) {
            throw new IOException(host + " is no address of this machine, so nothing can listen there", e);
        }
    }

    /** @throws BindException if the port is taken */
    static void requireFree(String host, int port) throws IOException {
        probe(new InetSocketAddress(host, port));
    }

    private static void probe(InetSocketAddress address) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(address);
        }
    }
}
