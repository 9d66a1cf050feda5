package dev.elementwise.emulator.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.jar.JarEntry;

/**
 * The folder of what can be made again: the extracted runtime, copies of code and class-data archives. Several
 * emulators share it; a file appears in it complete or not at all.
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

    /**
     * Lays a resource out as a file, unless that has been done before.
     *
     * @param name the file's name; what tells the resource's version is put before its ending
     */
    public Path layOut(URL resource, String name) throws IOException {
        return keep(resource::openStream, name, version(resource));
    }

    /** Copies a file, unless that has been done since it last changed; the copy stays as it is whatever becomes of it. */
    Path copyOf(Path file) throws IOException {
        return keep(() -> Files.newInputStream(file), file.getFileName().toString(),
                new Fingerprint().add(file).toString());
    }

    /** Opens what is to be kept. */
    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }

    private Path keep(Source source, String name, String version) throws IOException {
        int ending = name.lastIndexOf('.');
        String versioned = name.substring(0, ending) + "-" + version + name.substring(ending);
        Path file = path.resolve(versioned);
        if (Files.exists(file)) {
            return file;
        }
        Path unfinished = unfinished(name);
        try (InputStream content = source.open()) {
            Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
        }
        return publish(unfinished, versioned);
    }

    /** Of a jar's entry the checksum that stands beside it: to read all of it takes a tenth of a start. */
    private static String version(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        if (connection instanceof JarURLConnection jar) {
            JarEntry entry = jar.getJarEntry();
            return Long.toHexString(entry.getCrc()) + "-" + Long.toHexString(entry.getSize());
        }
        try (InputStream content = connection.getInputStream()) {
            return new Fingerprint().add(content.readAllBytes()).toString();
        }
    }
}
