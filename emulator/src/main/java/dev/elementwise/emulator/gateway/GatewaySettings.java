package dev.elementwise.emulator.gateway;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * How an API is served.
 *
 * @param address port 0 takes any that is free
 * @param clock tells the times in events and fills the throttle's buckets
 * @param log is told in a sentence why a caller got an error of the gateway's own; called by several threads
 */
public record GatewaySettings(InetSocketAddress address, Clock clock, Consumer<String> log) {
}
