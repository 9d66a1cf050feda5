package dev.elementwise.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes outcomes as they come, one JSON object a line: what a broken job has given stays. A file is opened before
 * the job is submitted, and emptied when its first outcomes are there.
 */
final class OutcomeWriter implements AutoCloseable {

    private final OutputStream out;
    private final @Nullable FileChannel file;
    private boolean begun;

    private OutcomeWriter(OutputStream out, @Nullable FileChannel file) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.file = file;
    }

    static OutcomeWriter to(OutputStream out) {
        return new OutcomeWriter(out, null);
    }

    static OutcomeWriter to(Path path) {
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new OutcomeWriter(Channels.newOutputStream(file), file);
        } catch (IOException failed) {
            throw CommandException.failure("The file " + path + " can't be written: " + Unwritable.reason(path, failed)
                    + ".", failed);
        }
    }

    void write(OutcomePage page) {
        try {
            begin();
            for (String line : page.lines()) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
            out.flush();
        } catch (IOException broken) {
            throw CommandException.unwritten("The outcomes", broken);
        }
    }

    private void begin() throws IOException {
        if (!begun && file != null) {
            file.truncate(0);
        }
        begun = true;
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                out.close();
            }
        } catch (IOException broken) {
            throw CommandException.unwritten("The outcomes", broken);
        }
    }
}
