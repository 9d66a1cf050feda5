package dev.elementwise.json;

/** Keeps what callers sent from making the answer that quotes it as long. */
public final class Excerpt {

    private static final int LONGEST = 1_000;

    private Excerpt() {
    }

    /** The text, or its first 1,000 characters and an ellipsis. */
    public static String of(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "\u2026";
    }

    /** The pointer, or that to the nearest place around it whose pointer has up to 1,000 characters. */
    static String ofPointer(String pointer) {
        String shown = pointer;
        while (shown.length() > LONGEST) {
            shown = shown.substring(0, shown.lastIndexOf('/'));
        }
        return shown;
    }
}
