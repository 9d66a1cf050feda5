package dev.elementwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnwritableTest {

    @TempDir
    Path folder;

    @Test
    void reasonIsInWords() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThat(reason(folder.resolve("missing").resolve("file"))).isEqualTo("its folder is not there");
        assertThat(reason(folder)).isEqualTo("it is a folder");
        assertThat(reason(file.resolve("below"))).contains("Not a directory");
    }

    private static String reason(Path file) throws IOException {
        try {
            Files.writeString(file, "x");
            throw new AssertionError(file + " can be written");
        } catch (IOException failure) {
            return Unwritable.reason(file, failure);
        }
    }
}
