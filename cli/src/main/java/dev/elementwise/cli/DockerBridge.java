package dev.elementwise.cli;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/** The network by which containers of this machine's Docker engine reach the machine. */
final class DockerBridge {

    private static final String NAME = "docker0";

    private DockerBridge() {
    }

    /**
     * The machine's own address in it. There is none with Docker Desktop, whose containers reach loopback, and none
     * without Docker.
     *
     * @see <a href="https://docs.docker.com/engine/network/drivers/bridge/">Bridge network driver</a>
     */
    static Optional<String> address() {
        try {
            return Optional.ofNullable(NetworkInterface.getByName(NAME)).flatMap(bridge -> bridge.inetAddresses()
                    .filter(Inet4Address.class::isInstance).map(InetAddress::getHostAddress).findFirst());
        } catch (SocketException unreadable) {
            return Optional.empty();
        }
    }
}
