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
import java.util.stream.Stream;
import org.akoma.ground.database.KeyFiles.Key;

/** What can be seen of a house without entering its database: its folder, its keys, the room on the disk, the last backup. */
public final class FolderCheck {

    private static final long MEBI = 1024 * 1024;
    private static final long TOO_LITTLE = 300 * MEBI;
    private static final int LOW_PERCENT = 10;
    private static final Duration BACKUP_IS_OLD = Duration.ofDays(8);
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
            check.wrong(
                    "The folder of data or keys cannot be read (" + e.getMessage() + ").",
                    "Run this as the user that runs Akoma.");
        }
        return List.copyOf(check.results);
    }

    /** When the house was restored and from which backup; empty when it never was. */
    public static Optional<String> restored(DataFolder data) {
        return data.note().restored();
    }

    private void folder() throws IOException {
        if (!Files.isDirectory(data.root())) {
            wrong("There is no data folder " + data.root() + ".", "Name it with --data DIR.");
            return;
        }
        if (data.note().house().isEmpty()) {
            wrong(
                    "The folder " + data.root() + " holds no house, or its first start was cut short.",
                    "Name the right folder with --data DIR, or start once: ./akoma serve.");
            return;
        }
        rights();
        keys();
        room("data", data.root());
        if (data.hasCluster()) room("database", data.cluster().toRealPath());
        if (!keysAreShut(data)) room("keys", data.keysFolder());
        backup();
    }

    private void rights() throws IOException {
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(data.root());
        if (open.contains(PosixFilePermission.OTHERS_READ)
                || open.contains(PosixFilePermission.OTHERS_WRITE)
                || open.contains(PosixFilePermission.GROUP_WRITE))
            wrong(
                    "Other users of this machine can read or change " + data.root() + ".",
                    (Unprivileged.needed() ? "chmod 711 " : "chmod 750 ") + data.root());
        else if (!Files.isWritable(data.root()))
            wrong(
                    "This user cannot write to " + data.root() + ".",
                    "Run Akoma as its owner, or give the folder to this user.");
        else if (data.hasCluster() && !isClosed(data.cluster().toRealPath()))
            wrong(
                    "Other users of this machine can read the database's files.",
                    "chmod 700 " + data.cluster().toRealPath());
        else ok("The data folder " + data.root() + " is closed to others.");
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
            wrong(
                    "This user cannot read the keys in " + keys + ".",
                    "Run this as the user that runs Akoma, for instance: sudo -u akoma ./akoma doctor.");
            return;
        }
        if (!Files.isDirectory(keys)) {
            wrong(
                    "There is no folder of keys at " + keys + ".",
                    "Name it with --keys DIR, or bring it back from the copy of the keys.");
            return;
        }
        Compartments host = Compartments.fromEnvironment();
        List<String> missing = KeyFiles.holders(host).stream()
                .map(holder -> new Key(holder, 1))
                .filter(key -> !data.keyFiles().has(key))
                .map(Key::file)
                .toList();
        if (!missing.isEmpty())
            wrong(
                    "Not in " + keys + ": " + String.join(", ", missing) + ".",
                    "Bring back what is missing from the copy of the keys.");
        else if (host.equals(Compartments.written(null)))
            ok("Every key is in " + keys + "; their fingerprint is "
                    + data.keyFiles().print() + ".");
        else ok("Every key that this host needs is in " + keys + ".");
        if (Logins.kept(data).isEmpty())
            wrong(
                    "logins.properties is not in " + keys + ": nobody enters the database.",
                    "Bring it back from the copy of the keys.");
        openKeys(keys);
        if (data.keysAreBeside())
            warning(
                    "The keys lie below the data folder: one stolen disk or one backup opens everything.",
                    "Stop Akoma, move " + keys + " to another disk and start once with --keys DIR.");
    }

    private void openKeys(Path keys) throws IOException {
        List<String> open = new ArrayList<>();
        if (!isClosed(keys)) open.add(keys.toString());
        try (Stream<Path> files = Files.list(keys)) {
            for (Path file : files.sorted().toList())
                if (!file.toString().endsWith(".pub") && !isClosed(file)) open.add(String.valueOf(file.getFileName()));
        }
        if (open.isEmpty()) ok("The keys are for this user alone.");
        else
            wrong(
                    "Other users of this machine can read secrets: " + String.join(", ", open) + ".",
                    "chmod 700 " + keys + "; chmod 600 " + keys
                            + "/*; who could read them may have copied them: ./akoma keys rotate, ./akoma keys logins");
    }

    private static boolean isClosed(Path path) throws IOException {
        return Files.getPosixFilePermissions(path).stream().noneMatch(OF_OTHERS::contains);
    }

    private void room(String what, Path path) throws IOException {
        if (!Files.exists(path)) return;
        FileStore store = Files.getFileStore(path);
        long left = store.getUsableSpace();
        String said = left / MEBI + " MiB are left on the disk of the " + what;
        String mend = "Free some room or enlarge the disk: a full disk stops the database.";
        if (left < TOO_LITTLE) wrong(said + ".", mend);
        else if (left < store.getTotalSpace() / 100 * LOW_PERCENT)
            warning(said + ", less than " + LOW_PERCENT + " %.", mend);
        else ok(said + ".");
    }

    private void backup() {
        Instant last = data.note().lastBackup().orElse(null);
        String mend =
                "./akoma backup DIR, each day, to another machine; or see to it that your own backups of PostgreSQL run.";
        if (last == null) warning("No backup by ./akoma backup is known.", mend);
        else if (last.isBefore(now.minus(BACKUP_IS_OLD)))
            warning("The last backup is " + Duration.between(last, now).toDays() + " days old (" + last + ").", mend);
        else ok("The last backup is of " + last + ".");
        restored(data)
                .ifPresent(words -> ok("This house was restored " + words + ": what came after is lost with it."));
    }

    private void ok(String sentence) {
        results.add(CheckResult.ok(sentence));
    }

    private void warning(String sentence, String mend) {
        results.add(CheckResult.warning(sentence, mend));
    }

    private void wrong(String sentence, String mend) {
        results.add(CheckResult.wrong(sentence, mend));
    }
}
