package dev.elementwise.emulator.dynamodb;

import dev.elementwise.emulator.lambda.CacheFolder;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoaderUtil;

/**
 * The native library that DynamoDB Local needs, laid out once for all starts. Left to itself DynamoDB Local writes it
 * to a temporary file at every start, compares the two byte by byte, and leaves the file behind when it is killed.
 */
public final class NativeSqlite {
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private NativeSqlite() {
    }

    /** Lays it out and says where, unless the user has said so or there is none for this system. */
    public static void layOut(CacheFolder cache) throws IOException {
        String name = SQLiteLibraryLoaderUtil.getNativeLibName();
        URL resource = SQLiteLibraryLoaderUtil.class.getResource(
                "native/" + SQLiteLibraryLoaderUtil.getNativeLibFolderPathForCurrentOS() + "/" + name);
        if (System.getProperty(PATH) == null && resource != null) {
            Path library = cache.layOut(resource, name);
            System.setProperty(PATH, library.getParent().toString());
            System.setProperty(NAME, library.getFileName().toString());
        }
    }
}
