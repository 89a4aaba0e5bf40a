package org.akoma.ground.database;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.Said;
import org.akoma.ground.database.KeyFiles.Key;
import org.jspecify.annotations.Nullable;

/** What can be seen of a house without entering its database: its folder, its keys, the room on the disk, the last backup. */
public final class FolderCheck {

    private static final long MEBI = 1024 * 1024;
    private static final long TOO_LITTLE = 300 * MEBI;
    private static final int LOW_PERCENT = 10;
    private static final Duration BACKUP_IS_OLD = Duration.ofDays(8);
    private static final Pattern RESTORED =
            Pattern.compile("on (\\S+) from the backup of (\\S+), which ends with root (\\d+) of the journal");
    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final DataFolder data;
    private final Instant now;
    private final List<CheckResult> results = new ArrayList<>();

    private FolderCheck(DataFolder data, Instant now) {
        this.data = data;
        this.now = now;
    }

    public static List<CheckResult> of(DataFolder data, Instant now) {
        FolderCheck check = new FolderCheck(data, now);
        try {
            check.folder();
        } catch (IOException | java.io.UncheckedIOException e) {
            check.wrong("doctor.unreadable", e.getMessage());
        }
        return List.copyOf(check.results);
    }

    /** When the house was restored and from which backup; empty when it never was. */
    public static Optional<String> restored(DataFolder data) {
        return data.note().restored().map(FolderCheck::restored);
    }

    /** The note is English. */
    private static String restored(String note) {
        Matcher words = RESTORED.matcher(note);
        return words.matches() ? Said.say("restored", words.group(1), words.group(2), words.group(3)) : note;
    }

    private void folder() throws IOException {
        if (!Files.isDirectory(data.root())) {
            wrong("doctor.folder.none", data.root());
            return;
        }
        if (data.note().house().isEmpty()) {
            wrong("doctor.folder.no-house", data.root());
            return;
        }
        rights();
        keys();
        room("doctor.disk.data", data.root());
        if (data.hasCluster()) room("doctor.disk.database", data.cluster().toRealPath());
        if (!keysAreShut(data)) room("doctor.disk.keys", data.keysFolder());
        backup();
    }

    private void rights() throws IOException {
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(data.root());
        if (open.contains(PosixFilePermission.OTHERS_READ)
                || open.contains(PosixFilePermission.OTHERS_WRITE)
                || open.contains(PosixFilePermission.GROUP_WRITE))
            wrong("doctor.folder.open", data.root(), Unprivileged.needed() ? "711" : "750");
        else if (!Files.isWritable(data.root())) wrong("doctor.folder.not-writable", data.root());
        else if (data.hasCluster() && !isClosed(data.cluster().toRealPath()))
            wrong("doctor.folder.cluster-open", data.cluster().toRealPath());
        else ok("doctor.folder.closed", data.root());
    }

    /** Not for who is another user than the one that runs Akoma: what cannot be read is not missing. */
    public static boolean keysAreShut(DataFolder data) {
        Path keys = data.keysFolder();
        boolean hidden = !Files.exists(keys) && !Files.notExists(keys);
        return hidden
                || Files.isDirectory(keys) && !(Files.isReadable(keys) && Files.isExecutable(keys) && opens(keys));
    }

    private static boolean opens(Path keys) {
        try (Stream<Path> files = Files.list(keys)) {
            return files.allMatch(Files::isReadable);
        } catch (IOException shut) {
            return false;
        }
    }

    private void keys() throws IOException {
        Path keys = data.keysFolder();
        if (keysAreShut(data)) {
            wrong("doctor.keys.unreadable", keys);
            return;
        }
        if (!Files.isDirectory(keys)) {
            wrong("doctor.keys.none", keys);
            return;
        }
        Compartments host = Compartments.fromEnvironment();
        List<String> missing = KeyFiles.holders(host).stream()
                .map(holder -> new Key(holder, 1))
                .filter(key -> !data.keyFiles().has(key))
                .map(Key::file)
                .toList();
        if (!missing.isEmpty()) wrong("doctor.keys.missing", keys, String.join(", ", missing));
        else if (host.equals(Compartments.written(null)))
            ok("doctor.keys.all", keys, data.keyFiles().print());
        else ok("doctor.keys.needed", keys);
        if (Logins.kept(data).isEmpty()) wrong("doctor.keys.no-logins", keys);
        openKeys(keys);
        if (data.keysAreBeside()) warning("doctor.keys.beside", keys);
    }

    private void openKeys(Path keys) throws IOException {
        List<String> open = new ArrayList<>();
        if (!isClosed(keys)) open.add(keys.toString());
        try (Stream<Path> files = Files.list(keys)) {
            for (Path file : files.sorted().toList())
                if (!file.toString().endsWith(".pub") && !isClosed(file)) open.add(String.valueOf(file.getFileName()));
        }
        if (open.isEmpty()) ok("doctor.keys.closed");
        else wrong("doctor.keys.open", String.join(", ", open), keys);
    }

    private static boolean isClosed(Path path) throws IOException {
        return Files.getPosixFilePermissions(path).stream().noneMatch(OF_OTHERS::contains);
    }

    private void room(String what, Path path) throws IOException {
        if (!Files.exists(path)) return;
        FileStore store = Files.getFileStore(path);
        long left = store.getUsableSpace();
        long mebi = left / MEBI;
        if (left < TOO_LITTLE) wrong("doctor.disk.left", mebi, Said.of(what));
        else if (left < store.getTotalSpace() / 100 * LOW_PERCENT)
            warning("doctor.disk.low", mebi, Said.of(what), LOW_PERCENT);
        else ok("doctor.disk.left", mebi, Said.of(what));
    }

    private void backup() {
        Instant last = data.note().lastBackup().orElse(null);
        if (last == null) warning("doctor.backup.none");
        else if (last.isBefore(now.minus(BACKUP_IS_OLD)))
            warning("doctor.backup.old", Duration.between(last, now).toDays(), last);
        else ok("doctor.backup.last", last);
        restored(data).ifPresent(words -> ok("doctor.restored", words));
    }

    private void ok(String key, Object... args) {
        results.add(CheckResult.ok(key, args));
    }

    private void warning(String key, Object... args) {
        results.add(CheckResult.warning(key, args));
    }

    private void wrong(String key, @Nullable Object... args) {
        results.add(CheckResult.wrong(key, args));
    }
}
