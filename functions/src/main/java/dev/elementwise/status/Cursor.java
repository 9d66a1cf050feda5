package dev.elementwise.status;

import dev.elementwise.http.Problem;
import dev.elementwise.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Where a reader goes on, as an opaque text that stands in URLs as it is. A checksum over the place and what is read
 * makes a text that is not from us, or from reading something else, an error instead of a wrong page.
 */
final class Cursor {

    private Cursor() {
    }

    /**
     * The cursor of a place.
     *
     * @param what is read: a cursor is only good for the same
     */
    static String write(String what, String place) {
        return Base64.getUrlEncoder().withoutPadding()
            .encodeToString((place + " " + checksum(what, place)).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The place of a cursor.
     *
     * @throws ProblemException 400, if it is none of {@code what}
     */
    static String read(String what, String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            if (space > 0 && cursor.equals(write(what, text.substring(0, space)))) {
                return text.substring(0, space);
            }
        } catch (IllegalArgumentException e) {
            throw bad();
        }
        throw bad();
    }

    /** For a text that has the right checksum and yet no place where anybody could be. */
    static ProblemException bad() {
        return Problem.badRequest("The cursor is not one that was given here: start without one, and go on with the "
            + "next of each page.").asException();
    }

    private static String checksum(String what, String place) {
        CRC32 checksum = new CRC32();
        checksum.update((what + "\n" + place).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }
}
