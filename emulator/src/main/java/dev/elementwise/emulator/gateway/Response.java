package dev.elementwise.emulator.gateway;

/** An answer as it goes out. */
record Response(int status, Headers headers, byte[] body) {
}
