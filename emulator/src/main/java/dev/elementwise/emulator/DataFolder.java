package dev.elementwise.emulator;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that keeps an emulator's queues and tables, which are one emulator's at a time: the lock goes with the
 * process, however that ends.
 */
final class DataFolder implements AutoCloseable {

    private static final String LOCK = "emulator.lock";

    /** Those of this process, whose locks would all go with any channel of the file that is closed. */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
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
        Path real = folder.toRealPath();
        if (!TAKEN.add(real)) {
            throw inUse(folder);
        }
        FileChannel lock = null;
        try {
            lock = FileChannel.open(real.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw inUse(folder);
            }
            return new DataFolder(real, lock);
        } catch (IOException e) {
            if (lock != null) {
                lock.close();
            }
            TAKEN.remove(real);
            throw e;
        }
    }

    private static IOException inUse(Path folder) {
        return new IOException("the data folder " + folder + " is in use by another emulator; end that one, or choose "
                + "another folder");
    }

    /** Else the parts would tell it each in its own way, and the queues after half a minute. */
    private static void requireUsable(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("the data folder " + folder + " can't be made: " + reason(folder, e), e);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("the data folder " + folder + " can't be written to");
        }
    }

    private static String reason(Path folder, IOException failure) {
        for (Path part = folder.toAbsolutePath(); part != null; part = part.getParent()) {
            if (Files.exists(part) && !Files.isDirectory(part)) {
                return part + " is a file";
            }
        }
        return failure instanceof AccessDeniedException denied ? "this user may not write to " + denied.getFile()
                : failure.toString();
    }

    @Override
    public void close() throws IOException {
        lock.close();
        TAKEN.remove(folder);
    }
}
