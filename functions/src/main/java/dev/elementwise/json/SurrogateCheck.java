package dev.elementwise.json;

/**
 * Finds lone surrogates, which RFC 8259 (section 8.2) lets a text escape though they are no characters. A text in valid
 * UTF-8 can only have them as escapes, so one without such escapes needs no look at its strings.
 */
final class SurrogateCheck {

    private final boolean needed;

    private SurrogateCheck(boolean needed) {
        this.needed = needed;
    }

    static SurrogateCheck of(byte[] text) {
        for (int i = 0; i < text.length - 2; i++) {
            if (text[i] == '\\' && text[i + 1] == 'u' && (text[i + 2] | 0x20) == 'd') {
                return new SurrogateCheck(true);
            }
        }
        return new SurrogateCheck(false);
    }

    /** Whether every surrogate in a string of the text is one of a pair. */
    boolean areWhole(String string) {
        return !needed || isWhole(string);
    }

    static boolean isWhole(String string) {
        for (int i = 0; i < string.length(); i++) {
            if (Character.isSurrogate(string.charAt(i))) {
                if (i + 1 == string.length() || !Character.isSurrogatePair(string.charAt(i), string.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
