package dev.elementwise.emulator.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Class-data archives of functions, one for each handler, class path and Java. Their names change with what they were
 * made from, so that a stale one is never used.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">Class Data Sharing</a>
 */
public final class FunctionArchives {
    private final CacheFolder cache;

    public FunctionArchives(CacheFolder cache) {
        this.cache = cache;
    }

    /** @return the archive, if it has been made */
    Optional<Path> find(String handler, List<Path> classPath) {
        Path archive = cache.path().resolve(name(handler, classPath));
        return Files.isRegularFile(archive) ? Optional.of(archive) : Optional.empty();
    }

    /** A JVM refuses to archive what it loaded from folders. */
    static boolean canBeMade(List<Path> classPath) {
        return classPath.stream().allMatch(Files::isRegularFile);
    }

    /** @return the file that a JVM is to write when it ends */
    Path unfinished() throws IOException {
        Path file = cache.unfinished("function");
        Files.delete(file);
        return file;
    }

    /** Publishes what a JVM wrote; nothing if it wrote nothing. */
    void publish(Path written, String handler, List<Path> classPath) throws IOException {
        if (Files.isRegularFile(written) && Files.size(written) > 0) {
            cache.publish(written, name(handler, classPath));
        }
    }

    private static String name(String handler, List<Path> classPath) {
        Fingerprint fingerprint = new Fingerprint().add(System.getProperty("java.home"))
                .add(System.getProperty("java.vm.version")).add(handler);
        classPath.forEach(fingerprint::add);
        return "function-" + fingerprint + ".jsa";
    }
}
