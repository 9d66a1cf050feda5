package dev.elementwise.emulator.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The runtime that comes with the emulator as a resource, laid out as a file that other JVMs can load. */
final class RuntimeJar {
    private static final String RESOURCE = "/lambda-runtime.jar";

    private RuntimeJar() {
    }

    /** Its name tells its content, so that emulators of several versions share a folder. */
    static Path extractedTo(CacheFolder cache) throws IOException {
        byte[] content = content();
        String name = "lambda-runtime-" + new Fingerprint().add(content) + ".jar";
        Path jar = cache.path().resolve(name);
        if (Files.exists(jar) && Files.size(jar) == content.length) {
            return jar;
        }
        Path unfinished = cache.unfinished("lambda-runtime");
        Files.write(unfinished, content);
        return cache.publish(unfinished, name);
    }

    private static byte[] content() throws IOException {
        try (InputStream resource = RuntimeJar.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IOException("The emulator was built without its Lambda runtime (" + RESOURCE + ")");
            }
            return resource.readAllBytes();
        }
    }
}
