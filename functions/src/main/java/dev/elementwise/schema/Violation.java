package dev.elementwise.schema;

/**
 * One thing that a schema does not allow.
 *
 * @param pointer JSON Pointer (RFC 6901) from the validated value to the place; empty for the value itself
 * @param detail what has to be different there, as a sentence for whoever sent the value
 */
public record Violation(String pointer, String detail) {
}
