package org.akoma.ground.journal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.KeyFiles;
import org.springframework.stereotype.Service;

/**
 * What a partner needs to check the journal without this house: its signed roots, the open half of the key that signs them, and the journal as a file. The
 * file says when an entry was written, in which chain and by which account, as ids; of the act and its words it has hashes alone. {@link OfflineCheck} reads it.
 */
@Service
public class JournalFile {

    static final String FORMAT = "akoma-journal 1";
    static final String ROOT = "root ";
    static final String GONE = "gone ";
    static final String SLIPPED = "slipped ";

    private static final int ROOTS_AT_ONCE = 100;

    private final FileEntryStore entries;
    private final RootStore roots;
    private final KeyFiles keys;
    private final ActorTransactions transactions;

    JournalFile(FileEntryStore entries, RootStore roots, KeyFiles keys, ActorTransactions transactions) {
        this.entries = entries;
        this.roots = roots;
        this.keys = keys;
        this.transactions = transactions;
    }

    /** The number of the newest root; 0 when there is none. The data protection officer alone. */
    public long newest(Actor actor) {
        return Readings.keeps(actor)
                ? transactions.as(actor, () -> {
                    Root last = roots.last();
                    return last == null ? 0 : last.n();
                })
                : 0;
    }

    /** The open half of the key that signs the roots, as {@code journal.ed25519.pub} has it. */
    public byte[] key() {
        return keys.readOpen();
    }

    /** Every signed root until this one, a line each, as {@code roots.txt} has them. */
    public void writeRoots(Actor actor, long last, OutputStream to) {
        write(actor, last, to, (out, root, found) -> line(out, root.line()), false);
    }

    /** The journal until this root, compressed by gzip. */
    public void writeJournal(Actor actor, long last, OutputStream to) throws IOException {
        try (GZIPOutputStream packed = new GZIPOutputStream(to)) {
            write(actor, last, packed, JournalFile::block, true);
        }
    }

    /** How one root is written, with the entries under it. */
    private interface Block {
        void write(BufferedWriter out, Root root, List<FileEntry> found);
    }

    private void write(Actor actor, long last, OutputStream to, Block block, boolean whole) {
        if (!Readings.keeps(actor)) throw new IllegalStateException("The journal leaves by its custodian alone");
        BufferedWriter out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.US_ASCII));
        transactions.doAs(actor, () -> {
            if (whole) line(out, FORMAT);
            long after = 0;
            for (List<Root> some = roots.after(after, ROOTS_AT_ONCE);
                    !some.isEmpty();
                    some = roots.after(after, ROOTS_AT_ONCE)) {
                for (Root root : some) {
                    if (root.n() > last) return;
                    block.write(out, root, whole ? entries.under(root) : List.of());
                }
                after = some.getLast().n();
            }
        });
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root, its entries, and where the house itself misses one of them or has one more. */
    private static void block(BufferedWriter out, Root root, List<FileEntry> found) {
        line(out, ROOT + root.line());
        Set<String> named = new HashSet<>();
        for (Leaf leaf : root.leaves()) named.add(leaf.name());
        List<String> slipped = new ArrayList<>();
        for (FileEntry entry : found) {
            line(out, entry.line());
            if (!named.remove(entry.name())) slipped.add(entry.name());
        }
        named.forEach(name -> line(out, GONE + name));
        slipped.forEach(name -> line(out, SLIPPED + name));
    }

    private static void line(BufferedWriter out, String text) {
        try {
            out.write(text);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
