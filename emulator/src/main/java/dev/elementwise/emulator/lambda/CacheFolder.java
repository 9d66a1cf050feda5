package dev.elementwise.emulator.lambda;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The folder of what can be made again: the extracted runtime and class-data archives. Several emulators share it;
 * a file appears in it complete or not at all.
 */
public record CacheFolder(Path path) {

    /** The user's own: {@code $XDG_CACHE_HOME}, {@code %LOCALAPPDATA%} or {@code ~/.cache}, and in it {@code elementwise}. */
    public static CacheFolder ofUser(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CACHE_HOME", environment.getOrDefault("LOCALAPPDATA", ""));
        Path parent = base.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(base);
        return new CacheFolder(parent.resolve("elementwise"));
    }

    /** A new name in the folder for a file that is still being written. */
    Path unfinished(String name) throws IOException {
        Files.createDirectories(path);
        return Files.createTempFile(path, name, ".part");
    }

    /** Gives a finished file its name; a file that is there under this name is replaced. */
    Path publish(Path unfinished, String name) throws IOException {
        Path target = path.resolve(name);
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return target;
    }
}
