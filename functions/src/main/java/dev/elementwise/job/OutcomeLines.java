package dev.elementwise.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * Packs the lines of outcomes for storage: one after the other, a line feed behind each, deflated. An element that is
 * kept stands behind its line, a tab between.
 */
public final class OutcomeLines {

    private static final byte[] ERROR = "\"error\"".getBytes(StandardCharsets.US_ASCII);
    /** JSON without white space has none. */
    private static final byte BEFORE_ELEMENT = '\t';
    private static final int INDEX_AT = "{\"index\":".length();

    private OutcomeLines() {
    }

    public static byte[] pack(List<Outcome> outcomes) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream lines = new DeflaterOutputStream(packed, deflater, 8192)) {
            for (Outcome outcome : outcomes) {
                lines.write(outcome.line());
                if (outcome.element().isPresent()) {
                    lines.write(BEFORE_ELEMENT);
                    lines.write(outcome.element().get());
                }
                lines.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    /** The outcomes in the order they were packed in. */
    public static List<Outcome> unpack(byte[] packed) {
        byte[] lines = inflate(packed);
        List<Outcome> outcomes = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\n') {
                outcomes.add(outcome(Arrays.copyOfRange(lines, start, i)));
                start = i + 1;
            }
        }
        return outcomes;
    }

    private static Outcome outcome(byte[] line) {
        long index = 0;
        int at = INDEX_AT;
        for (; line[at] != ','; at++) {
            index = index * 10 + (line[at] - '0');
        }
        boolean failed = Arrays.equals(line, at + 1, at + 1 + ERROR.length, ERROR, 0, ERROR.length);
        int end = failed ? endOf(line) : line.length;
        return end == line.length ? new Outcome(index, !failed, 0, line)
            : new Outcome(index, false, 0, Arrays.copyOf(line, end),
                Optional.of(Arrays.copyOfRange(line, end + 1, line.length)));
    }

    private static int endOf(byte[] line) {
        int end = 0;
        while (end < line.length && line[end] != BEFORE_ELEMENT) {
            end++;
        }
        return end;
    }

    private static byte[] inflate(byte[] packed) {
        Inflater inflater = new Inflater();
        ByteArrayOutputStream lines = new ByteArrayOutputStream(packed.length * 6);
        byte[] buffer = new byte[16384];
        try {
            inflater.setInput(packed);
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && !inflater.finished() && inflater.needsInput()) {
                    throw new IllegalStateException("Packed lines end too early");
                }
                lines.write(buffer, 0, read);
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("Not packed lines", e);
        } finally {
            inflater.end();
        }
        return lines.toByteArray();
    }
}
