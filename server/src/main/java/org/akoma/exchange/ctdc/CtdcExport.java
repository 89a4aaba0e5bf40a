package org.akoma.exchange.ctdc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.emergencies.BulkReads;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.reference.Policies;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * One row for each victim of the last published release, k times alike at least: taken by a project manager with the data protection officer's agreement of
 * the day, as every list about children ({@link BulkReads}). Lines that begin with {@code #} say how it was made.
 */
@Component
class CtdcExport {

    static final String LIST = "ctdc";

    private static final String COLUMNS = "/exchange/ctdc-columns.txt";
    private static final String LEAST = "statistics.public.min-cell";

    private final VictimStore store;
    private final BulkReads reads;
    private final Policies policies;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final MessageSource texts;
    private final List<String> columns = columns();

    CtdcExport(
            VictimStore store,
            BulkReads reads,
            Policies policies,
            ActorTransactions transactions,
            Journal journal,
            MessageSource texts) {
        this.store = store;
        this.reads = reads;
        this.policies = policies;
        this.transactions = transactions;
        this.journal = journal;
        this.texts = texts;
    }

    private static List<String> columns() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CtdcExport.class.getResourceAsStream(COLUMNS)), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean allowed(Actor actor) {
        return actor.may(Verb.EXPORT_REQUEST) && actor.may(Verb.SUMMARY_READ);
    }

    /** Whether the second person agreed today. */
    boolean mayTake(Actor actor) {
        return reads.mayTake(actor, LIST, TableFormat.CSV.name());
    }

    /** Empty when no release is published whose children are counted so now. */
    List<VictimGroup> groups(Actor actor) {
        return transactions.as(actor, () -> {
            List<VictimGroup> groups = store.groups();
            if (groups.isEmpty()) return groups;
            long rows = groups.stream().mapToLong(VictimGroup::children).sum();
            reads.count(LIST, rows);
            journal.noteOwn(
                    actor,
                    "exchange.victims-exported",
                    Map.of(
                            "rows",
                            rows,
                            "day",
                            groups.getFirst().asOf().toString(),
                            "release",
                            groups.getFirst().release()));
            return groups;
        });
    }

    /** The header, the rows, then what is to be known of them. Leaves the stream open. */
    void write(List<VictimGroup> groups, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        List<String> header = new ArrayList<>(columns);
        header.add("generalised");
        printer.printRecord(header);
        for (VictimGroup group : groups) write(group, printer);
        printer.flush();
        for (String line : notes(groups.getFirst()))
            writer.append("# ").append(line).append("\r\n");
        writer.flush();
    }

    private void write(VictimGroup group, CSVPrinter printer) throws IOException {
        List<String> row = new ArrayList<>(group.row(columns));
        row.add(group.generalised());
        for (long n = 0; n < group.children(); n++) printer.printRecord(row);
    }

    /** Behind the rows, since programs take the first line for the header. */
    private List<String> notes(VictimGroup one) {
        return List.of(
                text("ctdc.head", policies.count(LEAST)),
                text("ctdc.release", one.release(), one.asOf().toString()),
                text("ctdc.generalised"));
    }

    private String text(String key, Object... args) {
        return texts.getMessage(key, args, LocaleContextHolder.getLocale());
    }
}
