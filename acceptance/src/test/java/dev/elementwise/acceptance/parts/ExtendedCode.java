package dev.elementwise.acceptance.parts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The project's template in a folder of its own, with functions whose code has more than the project's. */
public final class ExtendedCode {

    private final Path template;
    private final Path code;

    private ExtendedCode(Path template, Path code) {
        this.template = template;
        this.code = code;
    }

    public static ExtendedCode in(Path folder) throws IOException {
        Path code = Files.createDirectories(folder.resolve("functions"));
        Path libraries = Files.createDirectories(code.resolve("lib"));
        Path built = Project.home().resolve("functions").resolve("target");
        Files.copy(built.resolve("functions.jar"), libraries.resolve("functions.jar"));
        try (Stream<Path> jars = Files.list(built.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, libraries.resolve(jar.getFileName()));
            }
        }
        return new ExtendedCode(Files.copy(Project.template(), folder.resolve("template.yaml")), code);
    }

    /** Adds a class of the tests, which needs no other of them, and its name in a file where it is looked for. */
    public ExtendedCode with(Class<?> type, String registeredIn) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = type.getResourceAsStream("/" + name)) {
            Files.copy(Objects.requireNonNull(bytes), place(name));
        }
        Files.writeString(place(registeredIn), type.getName());
        return this;
    }

    private Path place(String name) throws IOException {
        Path place = code.resolve(name);
        Files.createDirectories(place.getParent());
        return place;
    }

    public Path template() {
        return template;
    }
}
