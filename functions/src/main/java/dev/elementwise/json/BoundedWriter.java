package dev.elementwise.json;

import java.io.Writer;

/** Keeps a text in memory as long as it is not longer than it may be. For one thread. */
final class BoundedWriter extends Writer {

    private final StringBuilder text = new StringBuilder();
    private final int most;

    /** @param most characters */
    BoundedWriter(int most) {
        this.most = most;
    }

    /** @throws TextTooLongException if these are too many */
    @Override
    public void write(char[] characters, int from, int count) {
        if (count > most - text.length()) {
            throw new TextTooLongException(most);
        }
        text.append(characters, from, count);
    }

    @Override
    public void flush() {
        // it is where it is kept
    }

    @Override
    public void close() {
        // nothing is held
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
