package org.akoma.ground.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.database.DataFolder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The data folder's own copy of every root, {@code roots.txt}: outside the database, and for partners to take along. */
@Component
class RootFile {

    static final String NAME = "roots.txt";
    private static final int LONGEST_LINE = 4_096;

    private final DataFolder data;
    private final Path file;

    RootFile(@Value("${akoma.data:data}") Path data) {
        this.data = new DataFolder(data);
        this.file = this.data.root().resolve(NAME);
    }

    /** Tells the copies of one house apart: each has a file of its own. */
    UUID folder() {
        return data.id();
    }

    /** Appends all of them or throws; after a failure, lines that were written already may be written a second time. */
    void append(List<Root> roots) {
        try {
            if (!Files.exists(file))
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
            Files.writeString(
                    file,
                    roots.stream().map(root -> root.line() + "\n").collect(Collectors.joining()),
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot append to " + file, e);
        }
    }

    KeptRoots kept() {
        return KeptRoots.read(file, NAME);
    }

    /** The last line, without reading the rest; empty when there is none. */
    String newestLine() {
        if (!Files.isRegularFile(file)) return "";
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            int size = (int) Math.min(open.length(), LONGEST_LINE);
            byte[] end = new byte[size];
            open.seek(open.length() - size);
            open.readFully(end);
            String text = new String(end, StandardCharsets.ISO_8859_1).stripTrailing();
            return text.substring(text.lastIndexOf('\n') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
