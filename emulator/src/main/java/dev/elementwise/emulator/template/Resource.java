package dev.elementwise.emulator.template;

/**
 * A resource as the template has it, globals merged in.
 *
 * @param properties not resolved yet
 * @param metadata the template's own notes, which nothing resolves
 */
record Resource(String id, String type, Value.Fields properties, Value.Fields metadata, int line) {
}
