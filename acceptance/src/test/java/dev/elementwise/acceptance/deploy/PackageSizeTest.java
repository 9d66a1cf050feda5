package dev.elementwise.acceptance.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.acceptance.parts.Project;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** A start downloads and unpacks the package first: its size is part of every cold start. */
final class PackageSizeTest {

    /** Bytes of the zip that Lambda gets. */
    private static final long LIMIT = 10_000_000;

    private final Path target = Project.home().resolve("functions").resolve("target");

    @Test
    void packageIsBelowTenMegabytes() throws IOException {
        List<Path> jars = jars();
        assertThat(jars).extracting(jar -> jar.getFileName().toString()).contains("functions.jar")
            .anyMatch(name -> name.startsWith("dynamodb-")).anyMatch(name -> name.startsWith("sqs-"));

        assertThat(zipped(jars)).isLessThan(LIMIT);
    }

    @Test
    void noSecondHttpClientIsInIt() throws IOException {
        assertThat(jars()).extracting(jar -> jar.getFileName().toString())
            .filteredOn(name -> name.matches(".*(netty|apache|crt|url-connection)-.*"))
            .singleElement().asString().startsWith("url-connection-client-");
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            return Stream.concat(Stream.of(target.resolve("functions.jar")), libraries).sorted().toList();
        }
    }

    private static long zipped(List<Path> jars) throws IOException {
        Counter counter = new Counter();
        try (ZipOutputStream zip = new ZipOutputStream(counter)) {
            for (Path jar : jars) {
                zip.putNextEntry(new ZipEntry("lib/" + jar.getFileName()));
                Files.copy(jar, zip);
                zip.closeEntry();
            }
        }
        return counter.bytes;
    }

    private static final class Counter extends OutputStream {

        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes += length;
        }
    }
}
