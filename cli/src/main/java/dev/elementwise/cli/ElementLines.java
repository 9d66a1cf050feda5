package dev.elementwise.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Elements of a stream: one JSON value a line in UTF-8; blank lines count for nothing, nor does a byte order mark. Holds
 * one line at a time.
 */
final class ElementLines implements Iterator<String> {

    private static final int SHOWN = 60;
    /** Some editors put it before a text in UTF-8; it is no part of the first value. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final BufferedReader reader;
    private long number;
    private @Nullable String line;

    ElementLines(InputStream in) {
        // a decoder of our own, for a charset's replaces what is malformed
        reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    }

    /** @throws CommandException at a line that is not JSON or too long for a request, with its number */
    @Override
    public boolean hasNext() {
        while (line == null) {
            String read = read();
            if (read == null) {
                return false;
            }
            number++;
            String element = (number == 1 && read.startsWith(BYTE_ORDER_MARK) ? read.substring(1) : read).strip();
            if (!element.isEmpty()) {
                requireJson(element);
                requireRoom(element);
                line = element;
            }
        }
        return true;
    }

    private @Nullable String read() {
        try {
            return reader.readLine();
        } catch (CharacterCodingException malformed) {
            throw CommandException.usage("The input is not UTF-8, in line " + (number + 1) + " or a later one.");
        } catch (IOException broken) {
            throw CommandException.failure("The input can't be read: " + broken.getMessage() + ".", broken);
        }
    }

    private void requireJson(String element) {
        if (!Json.isValue(element)) {
            String shown = element.length() <= SHOWN ? element : element.substring(0, SHOWN) + "...";
            throw CommandException.usage("Line " + number + " of the input is not one JSON value: "
                    + shown.replaceAll("\\p{Cntrl}", "?"));
        }
    }

    /** Of what is longer in bytes only the server tells, for encoding each element twice costs more than it is worth. */
    private void requireRoom(String element) {
        if (element.length() > JobBodies.LIMIT) {
            throw CommandException.usage("Line " + number + " of the input is an element of " + element.length()
                    + " characters, and a request has room for " + JobBodies.LIMIT
                    + " bytes: let the elements say where their data are.");
        }
    }

    @Override
    public String next() {
        if (!hasNext() || line == null) {
            throw new NoSuchElementException();
        }
        String next = line;
        line = null;
        return next;
    }
}
