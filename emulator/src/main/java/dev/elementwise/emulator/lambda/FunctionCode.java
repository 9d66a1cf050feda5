package dev.elementwise.emulator.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A function's class path.
 *
 * @param classPath what the JVM loads, in order
 */
record FunctionCode(List<Path> classPath) {
    private static final Pattern BESIDE_THE_CODE =
            Pattern.compile(".*-(tests|test-sources|sources|javadoc)\\.jar|original-.*");

    FunctionCode {
        classPath = List.copyOf(classPath);
    }

    /**
     * @param code a jar, a folder as Lambda unpacks it, or a Maven project that has been packaged
     * @throws FunctionCodeException if there is nothing to run
     */
    static FunctionCode of(Path code) {
        Path path = code.toAbsolutePath().normalize();
        if (Files.isRegularFile(path)) {
            return new FunctionCode(List.of(path));
        }
        if (Files.isRegularFile(path.resolve("pom.xml"))) {
            return ofProject(path);
        }
        if (Files.isDirectory(path)) {
            return ofFolder(path);
        }
        throw new FunctionCodeException("There is no function code at " + path);
    }

    /** The same from copies of its jars, which stay as they are when the project is built anew. */
    FunctionCode copiedTo(CacheFolder cache) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (Path entry : classPath) {
            copies.add(Files.isDirectory(entry) ? entry : cache.copyOf(entry));
        }
        return new FunctionCode(copies);
    }

    private static FunctionCode ofProject(Path project) {
        Path target = project.resolve("target");
        List<Path> jars = jars(target, name -> !BESIDE_THE_CODE.matcher(name).matches());
        if (jars.size() != 1) {
            String found = jars.isEmpty() ? "no jar" : jars.size() + " jars";
            throw new FunctionCodeException("There is " + found + " in " + target + " where the function's one jar "
                    + "should be; package the project first: mvn package -f " + project.resolve("pom.xml"));
        }
        List<Path> classPath = new ArrayList<>(jars);
        classPath.addAll(jars(target.resolve("lib"), name -> true));
        return new FunctionCode(classPath);
    }

    /** As Lambda's runtime does: classes in the folder itself, libraries in its {@code lib}. */
    private static FunctionCode ofFolder(Path folder) {
        List<Path> classPath = new ArrayList<>();
        classPath.add(folder);
        classPath.addAll(jars(folder.resolve("lib"), name -> true));
        return new FunctionCode(classPath);
    }

    private static List<Path> jars(Path folder, Predicate<String> wanted) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> wanted.test(file.getFileName().toString())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The function's code in " + folder + " can't be read", e);
        }
    }
}
