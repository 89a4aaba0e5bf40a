package org.akoma.ground.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where tests keep databases and programs from run to run: in the temporary folder, which PostgreSQL's unprivileged user can reach. */
public final class TestFolders {

    private TestFolders() {}

    /** For what is the same in every working copy, such as PostgreSQL's programs. */
    public static Path shared() {
        Path shared = Path.of(System.getProperty("java.io.tmpdir"), "akoma-test-" + System.getProperty("user.name"));
        try {
            Files.createDirectories(shared);
            Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shared;
    }

    /** A place, perhaps not there yet, that the test JVMs of this working copy know by its name. */
    public static Path ofThisCopy(String name) {
        return shared().resolve(Integer.toHexString(Path.of("").toAbsolutePath().hashCode()) + name);
    }
}
