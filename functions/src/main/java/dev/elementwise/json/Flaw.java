package dev.elementwise.json;

/**
 * One thing that is wrong with a JSON text that is otherwise JSON.
 *
 * @param pointer JSON Pointer (RFC 6901) to the place, or to one around it where names are very long; empty for the
 *     text as a whole
 * @param detail what has to be different there, as a sentence for whoever sent the text; cut where it is very long
 */
public record Flaw(String pointer, String detail) {

    public Flaw {
        pointer = Excerpt.ofPointer(pointer);
        detail = Excerpt.of(detail);
    }
}
