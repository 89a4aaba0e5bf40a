package org.akoma.ground.database;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.akoma.ground.database.KeyFiles.Key;

/**
 * What a backup says of itself, in {@code manifest.properties}: of which house, when, by which program, the checksum of each file, and which keys open
 * its records, by their fingerprints. Written last, so that a backup that was cut short has none. No secret.
 */
record BackupManifest(Properties said) {

    static final String FILE = "manifest.properties";
    static final String FORMAT = "1";

    static BackupManifest read(Path backup) {
        Path file = backup.resolve(FILE);
        if (!Files.isRegularFile(file)) throw new StartRefused("refused.backup.none", backup, FILE);
        Properties said = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            said.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartRefused("refused.unreadable", file, e.getMessage());
        }
        BackupManifest manifest = new BackupManifest(said);
        if (!FORMAT.equals(said.getProperty("format")))
            throw new StartRefused(
                    "refused.backup.format", backup, said.getProperty("format"), FORMAT, said.getProperty("program"));
        return manifest;
    }

    void write(Path backup) throws IOException {
        try (Writer writer = Files.newBufferedWriter(BackupFiles.closed(backup.resolve(FILE)))) {
            said.store(writer, "A backup of Akoma, without its keys. ./akoma restore reads it.");
        }
    }

    private String required(String name) {
        String value = said.getProperty(name);
        if (value == null) throw new StartRefused("refused.backup.lacks-line", FILE, name);
        return value;
    }

    Instant madeAt() {
        return Instant.parse(required("made-at"));
    }

    UUID house() {
        return UUID.fromString(required("house"));
    }

    UUID folder() {
        return UUID.fromString(required("folder"));
    }

    /** Number of the newest root of the journal; 0 when there was none. */
    long newestRoot() {
        return Long.parseLong(required("newest-root"));
    }

    /** Of the program that wrote it, for people. */
    String program() {
        return required("program");
    }

    /** Where the keys lay; for a person who looks for them. */
    Path keys() {
        return Path.of(required("keys"));
    }

    /** The data folder that it is a backup of; empty in one that was written before this line was. */
    Optional<Path> data() {
        return Optional.ofNullable(said.getProperty("data")).map(Path::of);
    }

    Map<String, String> checksums() {
        return these("sha256.");
    }

    /** Room to the fingerprint of its migrations. */
    Map<String, String> migrations() {
        return these("migrations.");
    }

    Map<Key, byte[]> fingerprints() {
        Map<Key, byte[]> found =
                new TreeMap<>(java.util.Comparator.comparing(Key::holder).thenComparing(Key::number));
        these("key.").forEach((name, hex) -> {
            int dot = name.lastIndexOf('.');
            Key key = new Key(name.substring(0, dot), Integer.parseInt(name.substring(dot + 1)));
            found.put(key, HexFormat.of().parseHex(hex));
        });
        return found;
    }

    /** Names of key files for which the folder has none, or another one. */
    List<String> lacking(KeyFiles files) {
        return fingerprints().entrySet().stream()
                .filter(one -> !files.has(one.getKey())
                        || !java.util.Arrays.equals(files.fingerprint(one.getKey()), one.getValue()))
                .map(one -> one.getKey().file() + (files.has(one.getKey()) ? " (there is another one)" : ""))
                .toList();
    }

    private Map<String, String> these(String prefix) {
        Map<String, String> found = new TreeMap<>();
        said.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> found.put(name.substring(prefix.length()), said.getProperty(name)));
        return found;
    }
}
