package dev.elementwise.acceptance.parts;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project is. */
public final class Project {

    private Project() {
    }

    /** The project's folder: this one or the one above, as the tests may be started from either. */
    public static Path home() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("template.yaml")) ? here : here.getParent();
    }

    public static Path template() {
        return home().resolve("template.yaml");
    }

    /** A folder for what a test leaves behind. */
    public static Path target() {
        return home().resolve("acceptance").resolve("target");
    }
}
