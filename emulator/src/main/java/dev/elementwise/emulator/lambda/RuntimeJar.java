package dev.elementwise.emulator.lambda;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;

/** The runtime that comes with the emulator as a resource, laid out as a file that other JVMs can load. */
final class RuntimeJar {
    private static final String RESOURCE = "/lambda-runtime.jar";

    private RuntimeJar() {
    }

    /** Its name tells its content, so that emulators of several versions share a folder. */
    static Path extractedTo(CacheFolder cache) throws IOException {
        URL resource = RuntimeJar.class.getResource(RESOURCE);
        if (resource == null) {
            throw new IOException("The emulator was built without its Lambda runtime (" + RESOURCE + ")");
        }
        return cache.layOut(resource, "lambda-runtime.jar");
    }
}
