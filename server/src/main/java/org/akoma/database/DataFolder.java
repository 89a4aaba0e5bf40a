package org.akoma.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds one installation: {@code keys/} (secrets, for the application's user only), {@code pg/} (the
 * database's files), {@code pg.log}, {@code akoma.lock}.
 *
 * @param root an absolute path
 */
public record DataFolder(Path root) {

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** The folder of secrets; made with mode 0700 when it is not there. */
    public Path keys() {
        Path keys = root.resolve("keys");
        try {
            Files.createDirectories(root);
            if (!Files.isDirectory(keys)) {
                Files.createDirectory(
                        keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder of keys " + keys, e);
        }
        return keys;
    }

    Path cluster() {
        return root.resolve("pg");
    }

    Path portFile() {
        return root.resolve("pg.port");
    }

    /** The lock that the one serving application holds; empty when another process (or this one) holds it already. */
    Optional<Held> tryLock() {
        Path file = root.resolve("akoma.lock");
        try {
            Files.createDirectories(root);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Held(channel));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock the data folder " + root, e);
        }
    }

    /** Whether an application holds the folder's lock at this moment. */
    boolean isServed() {
        Optional<Held> free = tryLock();
        free.ifPresent(Held::close);
        return free.isEmpty();
    }

    /**
     * Renames the folder; a database server that a killed application left running in it is stopped first.
     *
     * @throws DataFolderBusy when an application serves the folder
     */
    public void moveTo(Path other) {
        whileUnserved(() -> Files.move(root, other));
    }

    /**
     * Deletes the folder and the database in it, for good.
     *
     * @throws DataFolderBusy when an application serves the folder
     */
    public void discard() {
        whileUnserved(() -> {
            EmbeddedPostgres.deleteCluster(this);
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        });
    }

    private void whileUnserved(Change change) {
        try (Held held = tryLock().orElseThrow(() -> new DataFolderBusy(this))) {
            EmbeddedPostgres.stopLeftOver(this);
            change.make();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear the data folder " + root, e);
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The held lock; the operating system frees it too when this process dies. */
    record Held(FileChannel channel) implements AutoCloseable {
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
