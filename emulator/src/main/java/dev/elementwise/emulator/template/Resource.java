package dev.elementwise.emulator.template;

/**
 * A resource as the template has it, globals merged in.
 *
 * @param properties not resolved yet
 */
record Resource(String id, String type, Value.Fields properties, int line) {
}
