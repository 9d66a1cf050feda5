package dev.elementwise.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Checks that bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing cut short. */
final class Utf8 {

    private Utf8() {
    }

    /** @throws MalformedJsonException if the bytes are not UTF-8, or start with a byte order mark (RFC 8259, 8.1) */
    static void requireValid(byte[] text) {
        if (text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF) {
            throw new MalformedJsonException("The text starts with a byte order mark, which JSON does not have.");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(text);
        CharBuffer decoded = CharBuffer.allocate(Math.min(text.length + 1, 8192));
        CoderResult result = decoder.decode(bytes, decoded, true);
        while (result.isOverflow()) {
            decoded.clear();
            result = decoder.decode(bytes, decoded, true);
        }
        if (result.isError()) {
            throw new MalformedJsonException("The text is not UTF-8 at byte " + bytes.position() + ".");
        }
    }
}
