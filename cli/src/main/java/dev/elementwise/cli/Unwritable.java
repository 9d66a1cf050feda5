package dev.elementwise.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Words for why a file can't be written, which exceptions of files often leave to their class. */
final class Unwritable {

    private Unwritable() {
    }

    static String reason(Path file, IOException failure) {
        if (Files.isDirectory(file)) {
            return "it is a folder";
        }
        if (failure instanceof NoSuchFileException) {
            return "its folder is not there";
        }
        return failure instanceof AccessDeniedException ? "this user may not write it" : failure.toString();
    }
}
