package org.akoma.ground.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds one installation: {@code pg/} (the database's files), {@code pg.log}, {@code akoma.lock},
 * {@code house.properties}; and the folder of its keys, which may lie elsewhere ({@link KeysPlace}).
 *
 * @param root an absolute path
 * @param keysFolder an absolute path; secrets, for the application's user only
 */
public record DataFolder(Path root, Path keysFolder) {

    /** Others may walk through, never look: PostgreSQL runs as another user when we are root. */
    private static final String WALKED_THROUGH = "rwx--x--x";

    private static final String CLOSED = "rwxr-x---";

    public DataFolder {
        root = root.toAbsolutePath().normalize();
        keysFolder = keysFolder.toAbsolutePath().normalize();
    }

    /** With its keys beside the records, as a demo or a test has them. */
    public DataFolder(Path root) {
        this(root, root.resolve("keys"));
    }

    /** The folder of secrets; made with mode 0700 when it is not there. */
    public Path keys() {
        try {
            make();
            if (!Files.isDirectory(keysFolder)) {
                Path parent = keysFolder.getParent();
                if (parent != null) Files.createDirectories(parent);
                Files.createDirectory(
                        keysFolder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new StartRefused("refused.keys.not-made", keysFolder, e.getMessage());
        }
        return keysFolder;
    }

    /** Whether one disk, snapshot or copy of the data folder holds the keys too. */
    public boolean keysAreBeside() {
        return real(keysFolder).startsWith(real(root));
    }

    /** Tells the copies of one house apart; goes with the folder when it is moved. */
    public UUID id() {
        return note().folder()
                .orElseGet(() -> UUID.nameUUIDFromBytes(root.toString().getBytes(StandardCharsets.UTF_8)));
    }

    KeyFiles keyFiles() {
        return new KeyFiles(keysFolder);
    }

    /** The TLS proxies that the last start of {@code serve} believed; empty: none. */
    public List<String> servedProxies() {
        return note().proxies().map(text -> List.of(text.split(","))).orElse(List.of());
    }

    /** For {@code doctor}, which is started without the environment of the service. */
    public void serves(List<String> proxies) {
        note().served(String.join(",", proxies));
    }

    HouseNote note() {
        return HouseNote.of(root);
    }

    /** Makes the folder when it is not there, closed to other users of the machine. */
    void make() throws IOException {
        if (Files.isDirectory(root)) return;
        Files.createDirectories(root);
        Files.setPosixFilePermissions(
                root, PosixFilePermissions.fromString(Unprivileged.needed() ? WALKED_THROUGH : CLOSED));
    }

    /** As the operating system sees it: the folders that are there, links followed. */
    private static Path real(Path path) {
        try {
            if (Files.exists(path)) return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + path, e);
        }
        Path parent = path.getParent();
        Path name = path.getFileName();
        return parent == null || name == null ? path : real(parent).resolve(name);
    }

    Path cluster() {
        return root.resolve("pg");
    }

    /** Whether an embedded database was made here. */
    boolean hasCluster() {
        return Files.isDirectory(cluster());
    }

    Path portFile() {
        return root.resolve("pg.port");
    }

    /** The lock that the one serving application holds; empty when another process (or this one) holds it already. */
    Optional<Held> tryLock() {
        Path file = root.resolve("akoma.lock");
        try {
            make();
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Held(channel));
        } catch (IOException e) {
            throw new StartRefused("refused.folder.closed", root, e);
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
