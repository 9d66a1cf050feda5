package dev.elementwise.compute;

import dev.elementwise.job.Outcome;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker and its child write to each other. To the child: {@link #OPEN} numbers a computation, {@link #RUN}
 * starts an element, {@link #CALL} calls a reducer. From the child: {@link #READY} once, then {@link #ENDED} for each
 * element and {@link #ANSWERED} for each call.
 */
final class ChildFrames {

    static final int OPEN = 'O';
    static final int RUN = 'R';
    static final int CALL = 'C';
    static final int READY = 'Y';
    static final int ENDED = 'E';
    static final int ANSWERED = 'A';

    /** A computation, which a child opens when it has the first element of it. */
    record Opening(int computation, Computations.Key key) {
    }

    /** An element as JSON. */
    record Running(int position, int computation, long index, byte[] element) {
    }

    private ChildFrames() {
    }

    static void write(DataOutputStream out, Opening opening) throws IOException {
        out.writeByte(OPEN);
        out.writeInt(opening.computation());
        writeText(out, opening.key().task());
        writeText(out, opening.key().params());
        out.writeBoolean(opening.key().checked());
    }

    static Opening readOpening(DataInputStream in) throws IOException {
        return new Opening(in.readInt(), new Computations.Key(readText(in), readText(in), in.readBoolean()));
    }

    static void write(DataOutputStream out, Running running) throws IOException {
        out.writeByte(RUN);
        out.writeInt(running.position());
        out.writeInt(running.computation());
        out.writeLong(running.index());
        writeBytes(out, running.element());
    }

    static Running readRunning(DataInputStream in) throws IOException {
        return new Running(in.readInt(), in.readInt(), in.readLong(), readBytes(in));
    }

    static void write(DataOutputStream out, ReducerCall call) throws IOException {
        out.writeByte(CALL);
        writeText(out, call.task());
        writeText(out, call.reducer());
        out.writeByte(call.method().ordinal());
        out.writeInt(call.values().size());
        for (Outcome value : call.values()) {
            write(out, value);
        }
        out.writeInt(call.partials().size());
        for (String partial : call.partials()) {
            writeText(out, partial);
        }
    }

    static ReducerCall readCall(DataInputStream in) throws IOException {
        String task = readText(in);
        String reducer = readText(in);
        ReducerCall.Method method = ReducerCall.Method.values()[in.readUnsignedByte()];
        List<Outcome> values = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            values.add(readOutcome(in));
        }
        List<String> partials = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            partials.add(readText(in));
        }
        return new ReducerCall(task, reducer, method, values, partials);
    }

    static void write(DataOutputStream out, Child.Report.Answered answered) throws IOException {
        out.writeByte(ANSWERED);
        writeText(out, answered.answer());
    }

    static Child.Report.Answered readAnswered(DataInputStream in) throws IOException {
        return new Child.Report.Answered(readText(in));
    }

    static void write(DataOutputStream out, Child.Report.Ended ended) throws IOException {
        out.writeByte(ENDED);
        out.writeInt(ended.position());
        write(out, ended.outcome());
    }

    static Child.Report.Ended readEnded(DataInputStream in) throws IOException {
        return new Child.Report.Ended(in.readInt(), readOutcome(in));
    }

    private static void write(DataOutputStream out, Outcome outcome) throws IOException {
        out.writeLong(outcome.index());
        out.writeBoolean(outcome.succeeded());
        out.writeLong(outcome.cpuNanos());
        writeBytes(out, outcome.line());
    }

    private static Outcome readOutcome(DataInputStream in) throws IOException {
        return new Outcome(in.readLong(), in.readBoolean(), in.readLong(), readBytes(in));
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length != length) {
            throw new IOException("The other side has ended within a frame");
        }
        return bytes;
    }
}
