package dev.elementwise.emulator;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder that keeps an emulator's queues and tables, which are one emulator's at a time: the lock goes with the
 * process, however that ends.
 */
final class DataFolder implements AutoCloseable {

    private static final String LOCK = "emulator.lock";

    private final FileChannel lock;

    private DataFolder(FileChannel lock) {
        this.lock = lock;
    }

    /**
     * Takes a folder, and makes it if there is none.
     *
     * @throws IOException if it can't be written to, or is taken; the message says which
     */
    static DataFolder take(Path folder) throws IOException {
        for (String part : new String[] {"queues", "tables"}) {
            requireUsable(folder.resolve(part));
        }
        FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isTaken(lock)) {
            lock.close();
            throw new IOException("the data folder " + folder + " is in use by another emulator; end that one, or "
                    + "choose another folder");
        }
        return new DataFolder(lock);
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() == null;
        } catch (OverlappingFileLockException sameProcess) {
            return true;
        }
    }

    /** Else the parts would tell it each in its own way, and the queues after half a minute. */
    private static void requireUsable(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("the data folder " + folder + " can't be made", e);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("the data folder " + folder + " can't be written to");
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
