package org.akoma.exchange.htcds;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.exchange.spreadsheets.UnmappedValues;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.emergencies.BulkReads;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.overview.Extract;
import org.akoma.protection.overview.Extracts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes the files that somebody may list as HTCDS rows, a page of them at a time: never all in memory. A page is journalled before any of it
 * is written: the journal may say that a file left which the network then lost, never the reverse.
 */
@Component
public class HtcdsExport {

    /** Files that are read, journalled and written at once; a list that is no longer is quick enough to stream. */
    public static final int PAGE = 200;

    private final CodeLists lists;
    private final Extracts extracts;
    private final CarriedStore carried;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final BulkReads reads;

    HtcdsExport(
            CodeLists lists,
            Extracts extracts,
            CarriedStore carried,
            ActorTransactions transactions,
            Journal journal,
            BulkReads reads) {
        this.lists = lists;
        this.extracts = extracts;
        this.carried = carried;
        this.transactions = transactions;
        this.journal = journal;
        this.reads = reads;
    }

    private static final String LIST = "htcds";

    /** Whether the file may leave without names: who works with no child takes it with a second person. */
    public boolean mayTake(Actor actor, TableFormat format) {
        return reads.mayTake(actor, LIST, format.name());
    }

    public static boolean needsTwo(Actor actor) {
        return BulkReads.needsTwo(actor, LIST);
    }

    /**
     * Uses up what the second person agreed to. Call inside an actor's transaction.
     *
     * @return the agreement; null = none was needed
     */
    public @Nullable UUID take(Actor actor, TableFormat format) {
        return reads.take(actor, LIST, format.name());
    }

    public static boolean allowed(Actor actor) {
        return actor.may(Verb.EXPORT_PSEUDONYMOUS) && actor.may(Verb.CASE_LIST);
    }

    /**
     * Leaves the stream open.
     *
     * @param names the files whose names are exported; null = none
     * @return how many files were written
     */
    public long write(Actor actor, TableFormat format, @Nullable Named names, OutputStream out) throws IOException {
        return write(actor, format, names, page -> {}, out);
    }

    /** @param hears of each page, in the transaction that journals it */
    public long write(
            Actor actor, TableFormat format, @Nullable Named names, Consumer<List<Extract>> hears, OutputStream out)
            throws IOException {
        ExportRows rows = new ExportRows(lists, names != null);
        HtcdsWriter writer = new HtcdsWriter(rows.columns());
        Walk walk = new Walk(actor, rows, names, hears);
        return writer.write(format, walk, out).rows();
    }

    /**
     * What leaves by an approved {@code ExportRequest} that the caller has claimed.
     *
     * @param files all that leave
     * @param names those of them that leave with who the child is
     */
    public record Named(Set<UUID> files, Set<UUID> names) {
        public Named {
            files = Set.copyOf(files);
            names = Set.copyOf(names);
        }
    }

    private List<Row> page(Actor actor, ExportRows rows, @Nullable Named names, Walk walk) {
        Set<UUID> named = names == null ? Set.of() : names.names();
        Set<UUID> among = names == null ? null : names.files();
        return transactions.as(actor, () -> {
            List<Extract> page = extracts.next(actor, walk.last, PAGE, named, among);
            if (page.isEmpty()) return List.of();
            walk.last = page.getLast().file();
            List<String> codes = page.stream().map(one -> one.file().code()).toList();
            if (names == null) reads.count(LIST, page.size());
            else reads.countNamed(page.size());
            journal.noteOwn(actor, "exchange.exported", Map.of("identified", names != null, "codes", codes));
            walk.hears.accept(page);
            return page.stream()
                    .map(one -> rows.row(one, named.contains(one.file().id()) ? carried(one) : UnmappedValues.NOTHING))
                    .toList();
        });
    }

    private UnmappedValues carried(Extract one) {
        if (!one.sections().contains(Section.NOTES)) return UnmappedValues.NOTHING;
        return carried.find(one.file().id()).orElse(UnmappedValues.NOTHING);
    }

    private final class Walk implements Iterator<Row> {
        private final Actor actor;
        private final ExportRows rows;
        private final @Nullable Named names;
        private final Consumer<List<Extract>> hears;
        private final Deque<Row> waiting = new ArrayDeque<>();
        private @Nullable CaseFile last;
        private boolean ended;

        Walk(Actor actor, ExportRows rows, @Nullable Named names, Consumer<List<Extract>> hears) {
            this.actor = actor;
            this.rows = rows;
            this.names = names;
            this.hears = hears;
        }

        @Override
        public boolean hasNext() {
            if (waiting.isEmpty() && !ended) {
                waiting.addAll(page(actor, rows, names, this));
                ended = waiting.isEmpty();
            }
            return !waiting.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) throw new NoSuchElementException();
            return waiting.removeFirst();
        }
    }
}
