package org.akoma.ground.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a backup: made for this user alone, and compared with their checksums. */
final class BackupFiles {

    static final String ROWS = "database.zip";
    static final String ROOTS = "roots.txt";
    static final String NOTE = "house.properties";

    private BackupFiles() {}

    /** A new, empty folder of mode 0700. */
    static void make(Path folder) {
        try {
            if (Files.exists(folder) && !isEmpty(folder)) throw new StartRefused("refused.backup.not-empty", folder);
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new StartRefused("refused.backup.not-written", folder, e.getMessage());
        }
    }

    static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return false;
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** The file, made with mode 0600. */
    static Path closed(Path file) throws IOException {
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    static void copy(Path from, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(closed(to))) {
            Files.copy(from, out);
        }
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream read = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            read.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(read.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws StartRefused naming the file that is gone, was changed or was added */
    static void refuseDamaged(Path backup, BackupManifest manifest) {
        refuseAdded(backup, manifest);
        for (Map.Entry<String, String> one : manifest.checksums().entrySet()) {
            Path file = backup.resolve(one.getKey());
            try {
                if (!Files.isRegularFile(file))
                    throw new StartRefused("refused.backup.lacks-file", backup, one.getKey());
                if (!sha256(file).equals(one.getValue())) throw new StartRefused("refused.backup.changed", file);
            } catch (IOException e) {
                throw new StartRefused("refused.unreadable", file, e.getMessage());
            }
        }
    }

    private static void refuseAdded(Path backup, BackupManifest manifest) {
        Set<String> written = new HashSet<>(manifest.checksums().keySet());
        written.add(BackupManifest.FILE);
        try (Stream<Path> files = Files.list(backup)) {
            List<String> added = files.map(file -> file.getFileName().toString())
                    .filter(name -> !written.contains(name))
                    .sorted()
                    .toList();
            if (!added.isEmpty()) throw new StartRefused("refused.backup.added", backup, String.join(", ", added));
        } catch (IOException e) {
            throw new StartRefused("refused.unreadable", backup, e.getMessage());
        }
    }

    /** Unpacks every table to nowhere; the archive's own checksums are compared on the way. */
    static int readWhole(Path backup) throws IOException {
        int tables = 0;
        try (ZipFile zip = new ZipFile(backup.resolve(ROWS).toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); tables++) {
                try (InputStream in = zip.getInputStream(all.nextElement())) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
        return tables;
    }
}
