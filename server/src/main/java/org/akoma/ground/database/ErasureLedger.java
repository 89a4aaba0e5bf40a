package org.akoma.ground.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The erasures of a house, one line each, in a file beside its keys: no backup of the database holds it. A line is written before the key of its file is
 * destroyed. Whatever database the house is started on, what stands here is erased there before anybody is served. Each line carries a mark, a hash keyed
 * by a key of the house over the line and the mark before it, so that none can be forged, changed or taken out of the middle.
 */
public final class ErasureLedger {

    /** Its name in the folder of keys. */
    public static final String FILE = "erasures.txt";

    private static final Logger LOG = LoggerFactory.getLogger(ErasureLedger.class);
    private static final KeyFiles.Key KEY = new KeyFiles.Key(KeyFiles.tokens(Compartment.PROTECTION), 1);
    private static final int WORDS = 10;

    private final KeyFiles keys;
    private final Path file;

    public ErasureLedger(KeyFiles keys) {
        this.keys = keys;
        this.file = keys.folder().resolve(FILE);
    }

    /**
     * One erasure; nothing of a child but the code of its file.
     *
     * @param number counts from 1 without a gap
     * @param decision of the two people
     */
    public record Erasure(
            int number,
            UUID id,
            UUID file,
            String code,
            String ground,
            UUID askedBy,
            UUID agreedBy,
            Instant agreedAt,
            UUID decision) {

        private String words() {
            return String.join(
                    " ",
                    Integer.toString(number),
                    id.toString(),
                    file.toString(),
                    code,
                    ground,
                    askedBy.toString(),
                    agreedBy.toString(),
                    agreedAt.toString(),
                    decision.toString());
        }

        private static Erasure of(String[] words) {
            return new Erasure(
                    Integer.parseInt(words[0]),
                    UUID.fromString(words[1]),
                    UUID.fromString(words[2]),
                    words[3],
                    words[4],
                    UUID.fromString(words[5]),
                    UUID.fromString(words[6]),
                    Instant.parse(words[7]),
                    UUID.fromString(words[8]));
        }
    }

    /** @param mark keyed hash of the line and of the mark before it, hexadecimal */
    public record Line(Erasure erasure, String mark) {}

    /**
     * The lines, each of which fits the one before.
     *
     * @throws StartRefused naming the first line that does not
     */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (String text : texts()) lines.add(line(text, lines));
        return lines;
    }

    private Line line(String text, List<Line> before) {
        String[] words = text.split(" ", -1);
        try {
            if (words.length == WORDS) {
                Line line = new Line(Erasure.of(words), words[WORDS - 1]);
                if (line.erasure().number() == before.size() + 1 && line.mark().equals(mark(line.erasure(), before)))
                    return line;
            }
        } catch (IllegalArgumentException | java.time.DateTimeException unreadable) {
            LOG.debug("A line of {} cannot be read", file);
        }
        throw new StartRefused("refused.erasures.line", before.size() + 1, file);
    }

    private List<String> texts() {
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            throw new StartRefused("refused.erasures.unreadable", file, e.getMessage());
        }
    }

    private String mark(Erasure erasure, List<Line> before) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.read(KEY), "HmacSHA256"));
            byte[] own = mac.doFinal("akoma.erasures".getBytes(StandardCharsets.UTF_8));
            mac.init(new SecretKeySpec(own, "HmacSHA256"));
            String last = before.isEmpty() ? "" : before.getLast().mark();
            return HexFormat.of()
                    .formatHex(mac.doFinal((last + "\n" + erasure.words()).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot compute HMAC-SHA256", e);
        }
    }

    /**
     * Writes what the file lacks of these, to the disk before it returns: another copy of the application may have its own copy of the keys.
     *
     * @param known all that the database knows, in order
     * @return all lines of the file afterwards
     * @throws StartRefused when file and database name different files under one number
     */
    public synchronized List<Line> complete(List<Erasure> known) {
        if (known.isEmpty() && !Files.exists(file)) return List.of();
        try (FileChannel channel = opened();
                FileLock alone = channel.lock()) {
            List<Line> lines = new ArrayList<>(lines());
            StringBuilder added = new StringBuilder();
            for (Erasure one : known) {
                if (one.number() <= lines.size()) refuseOther(lines.get(one.number() - 1), one);
                else {
                    if (one.number() != lines.size() + 1) throw gone(lines.size() + 1);
                    Line line = new Line(one, mark(one, lines));
                    lines.add(line);
                    added.append(one.words()).append(' ').append(line.mark()).append('\n');
                }
            }
            write(channel, added.toString());
            if (!alone.isValid()) throw new IOException("the lock was lost");
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger of erasures " + file + " cannot be written", e);
        }
    }

    private FileChannel opened() throws IOException {
        return FileChannel.open(
                file,
                java.util.Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void write(FileChannel channel, String added) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(added.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) channel.write(bytes);
        channel.force(true);
    }

    private void refuseOther(Line line, Erasure known) {
        if (!line.erasure().equals(known)) throw new StartRefused("refused.erasures.other", known.number(), file);
    }

    private StartRefused gone(int number) {
        return new StartRefused("refused.erasures.gone", number, file);
    }

    /**
     * At a start, by the owner of the tables: file and database say the same afterwards, and what either says is erased is erased. A restored copy writes
     * nothing into the file, which may be that of the house that goes on.
     *
     * @return how many files had to be erased anew
     */
    int apply(Connection owner) throws SQLException {
        if (!keys.has(KEY)) return 0; // a host of the police alone
        int before = texts().size();
        boolean copy = ServerCheck.isCopy(owner);
        List<Line> lines = copy ? lines() : complete(known(owner));
        if (lines.size() > before)
            LOG.warn(
                    "{} lacked {} lines that the database knows; they are there again: was the file cut, or is this another copy of the keys?",
                    file,
                    lines.size() - before);
        int anew = 0;
        for (Line line : lines) if (again(owner, line)) anew++;
        if (anew > 0) LOG.warn("{} files were erased anew, as the ledger of erasures says", anew);
        return anew;
    }

    /** What the database knows, in order. */
    static List<Erasure> known(Connection owner) throws SQLException {
        List<Erasure> known = new ArrayList<>();
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM retention.lines()")) {
            while (row.next())
                known.add(new Erasure(
                        row.getInt("number"),
                        row.getObject("id", UUID.class),
                        row.getObject("file_id", UUID.class),
                        row.getString("code"),
                        row.getString("ground"),
                        row.getObject("asked_by", UUID.class),
                        row.getObject("agreed_by", UUID.class),
                        row.getObject("agreed_at", OffsetDateTime.class).toInstant(),
                        row.getObject("decision_id", UUID.class)));
        }
        return known;
    }

    private static boolean again(Connection owner, Line line) throws SQLException {
        Erasure one = line.erasure();
        try (PreparedStatement ask =
                owner.prepareStatement("SELECT retention.carry_out_again(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            ask.setInt(1, one.number());
            ask.setObject(2, one.id());
            ask.setObject(3, one.file());
            ask.setString(4, one.code());
            ask.setString(5, one.ground());
            ask.setObject(6, one.askedBy());
            ask.setObject(7, one.agreedBy());
            ask.setObject(8, one.agreedAt().atOffset(ZoneOffset.UTC));
            ask.setObject(9, one.decision());
            ask.setString(10, line.mark());
            try (ResultSet row = ask.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** For {@code ./akoma doctor}: whether file and database agree; null = this host keeps none. */
    @Nullable
    CheckResult check(Connection owner) throws SQLException {
        if (!keys.has(KEY)) return null;
        List<Erasure> known = known(owner);
        List<Line> lines;
        try {
            lines = lines();
        } catch (StartRefused forged) {
            return CheckResult.wrong("doctor.erasures.forged", forged.said());
        }
        List<Erasure> written = lines.stream().map(Line::erasure).toList();
        if (written.equals(known)) return CheckResult.ok("doctor.erasures.agree", known.size());
        int same = 0;
        while (same < Math.min(known.size(), written.size()) && known.get(same).equals(written.get(same))) same++;
        return same == Math.min(known.size(), written.size())
                ? CheckResult.warning(
                        written.size() < known.size() ? "doctor.erasures.shorter" : "doctor.erasures.longer",
                        file,
                        written.size(),
                        known.size())
                : CheckResult.wrong("doctor.erasures.differ", file, same + 1);
    }
}
