package org.akoma.ground.database;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a data folder keeps of the installation that it belongs to, in {@code house.properties}: the folder's own id, where its keys lie, and,
 * after the first start, the installation's id, the address of its database and that server's system identifier. No secret.
 */
final class HouseNote {

    /** The address of a database that lies in the folder itself. */
    static final String EMBEDDED = "embedded";

    private static final String FILE = "house.properties";

    private final Path root;
    private final Properties kept;

    private HouseNote(Path root, Properties kept) {
        this.root = root;
        this.kept = kept;
    }

    /** The folder's note; an empty one when it has none yet. */
    static HouseNote of(Path root) {
        Properties kept = new Properties();
        Path file = root.resolve(FILE);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                kept.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
        return new HouseNote(root, kept);
    }

    Optional<UUID> house() {
        return value("house").map(UUID::fromString);
    }

    Optional<String> database() {
        return value("database");
    }

    /** As PostgreSQL names the server: another one after a dump was restored elsewhere. */
    Optional<String> system() {
        return value("system");
    }

    /** Kept relative when they lie below the folder, so that the folder can be moved. */
    Optional<Path> keys() {
        return value("keys").map(root::resolve);
    }

    Optional<UUID> folder() {
        return value("folder").map(UUID::fromString);
    }

    Optional<Instant> lastBackup() {
        return value("last-backup").map(Instant::parse);
    }

    void backedUp(Instant at) {
        kept.setProperty("last-backup", at.toString());
        write();
    }

    /** The TLS proxies that the last start believed, with commas between: their setting is often that of the service alone. */
    Optional<String> proxies() {
        return value("proxies");
    }

    void served(String proxies) {
        if (proxies.equals(proxies().orElse(""))) return;
        kept.setProperty("proxies", proxies);
        write();
    }

    /** When this house was restored, from which backup, and with which root of the journal it ended; empty when it never was. */
    Optional<String> restored() {
        return value("restored");
    }

    /** Where the house lay that the backup was made of; empty when this one was never restored, or nobody wrote it down. */
    Optional<Path> formerFolder() {
        return value("former-folder").map(Path::of);
    }

    /** The database of that house: {@link #EMBEDDED} or its address. */
    Optional<String> formerDatabase() {
        return value("former-database");
    }

    /** Whether a restore into this folder was begun and not finished. */
    boolean isHalfRestored() {
        return value("restoring").isPresent();
    }

    /** The folder's id and the keys' place as the backup knew them; no house yet, so that the empty database is not taken for a strange one. */
    void beginRestore(UUID folder, Path keys, Optional<Path> formerFolder, Optional<String> formerDatabase) {
        formerFolder.ifPresent(path -> kept.setProperty("former-folder", path.toString()));
        formerDatabase.ifPresent(address -> kept.setProperty("former-database", address));
        kept.setProperty("restoring", "true");
        kept.setProperty("folder", folder.toString());
        begin(keys);
    }

    /** @param words what {@link #restored} says from now on */
    void endRestore(UUID house, String address, String words, Instant backup) {
        kept.remove("restoring");
        kept.setProperty("house", house.toString());
        kept.setProperty("database", address);
        kept.setProperty("restored", words);
        kept.setProperty("last-backup", backup.toString());
        write();
    }

    /** Remembers where the keys are, before any is made: a start that is cut short finds them again. */
    void begin(Path keys) {
        if (folder().isEmpty()) kept.setProperty("folder", UUID.randomUUID().toString());
        kept.setProperty("keys", keys.startsWith(root) ? root.relativize(keys).toString() : keys.toString());
        write();
    }

    /** @param address without what may hold a secret */
    void belongs(UUID house, String address, @Nullable String system) {
        kept.setProperty("house", house.toString());
        kept.setProperty("database", address);
        if (system != null) kept.setProperty("system", system);
        write();
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(kept.getProperty(name)).filter(text -> !text.isBlank());
    }

    private void write() {
        Path next = root.resolve(FILE + ".next");
        try {
            try (Writer writer = Files.newBufferedWriter(next)) {
                kept.store(
                        writer,
                        "Which house this folder belongs to. No secret; it goes into every backup of the folder.");
            }
            Files.move(next, root.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StartRefused("refused.folder.not-written", root, e.getMessage());
        }
    }
}
