package org.akoma.exchange.htcds;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.exchange.spreadsheets.UnmappedValues;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.overview.Extract;
import org.akoma.protection.registration.RegisterChild;
import org.akoma.protection.registration.Registrations;
import org.springframework.stereotype.Component;

/** One child as an HTCDS file of one row, with who the child is, and a file opened from such a row: what a package to another house takes along. */
@Component
public class OneChild {

    /** Columns of people and structures that had to do with the case elsewhere. */
    private static final Pattern OF_OTHERS = Pattern.compile("^(org_|per_|cas_CaseOwner|cas_Refer)");

    /** Codes of HTCDS. */
    private static final Set<String> OF_POLICE = Set.of("Police", "LawEnforcement", "CourtOrProsecution");

    private final CodeLists lists;
    private final CarriedStore carried;
    private final FileRows rows;
    private final ImportedFile contents;
    private final Registrations registrations;

    OneChild(CodeLists lists, CarriedStore carried, FileRows rows, ImportedFile contents, Registrations registrations) {
        this.lists = lists;
        this.carried = carried;
        this.rows = rows;
        this.contents = contents;
        this.registrations = registrations;
    }

    /** What came of a row. */
    public sealed interface Opened {
        record Done(CaseFile file) implements Opened {}

        /** Files of the actor's have names that sound like this child's; the transaction has to be rolled back. */
        record MaybeKnown(List<String> codes) implements Opened {
            public MaybeKnown {
                codes = List.copyOf(codes);
            }
        }

        /** It is no such file, or a rule refuses it; the transaction has to be rolled back. */
        record Unreadable() implements Opened {}
    }

    /**
     * As CSV. Inside a transaction of who holds the file.
     *
     * @param whole with what was carried along when the file was imported
     * @param words what is left of each cell
     */
    public byte[] written(Extract child, boolean whole, UnaryOperator<String> words) {
        ExportRows columns = new ExportRows(lists, true);
        UnmappedValues brought =
                whole ? carried.find(child.file().id()).orElse(UnmappedValues.NOTHING) : UnmappedValues.NOTHING;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new HtcdsWriter(columns.columns())
                    .write(
                            TableFormat.CSV,
                            List.of(leaving(columns.row(child, brought), words)).iterator(),
                            out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Without the columns of others, and with what is left of each value. */
    private static Row leaving(Row row, UnaryOperator<String> words) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        row.values().forEach((column, cells) -> {
            List<String> left = OF_OTHERS.matcher(column).find()
                    ? List.of()
                    : cells.stream()
                            .map(words)
                            .filter(cell -> !cell.isEmpty() && !OF_POLICE.contains(cell))
                            .toList();
            if (!left.isEmpty()) values.put(column, left);
        });
        return new Row(row.sheet(), row.number(), row.caseId(), row.occurrence(), values, row.unknown());
    }

    /**
     * Opens a file of it, as an import does. Inside the actor's transaction, which is rolled back unless it is done.
     *
     * @param imported the import that brought it
     * @param digest of what the row is known by, in hexadecimal: it opens no second file
     * @param code of the file at the sender's, which the row bears: a row of another file is not opened
     * @param anyway the actor saw the files with names that sound alike, and says that it is another child
     */
    public Opened open(Actor actor, UUID file, UUID imported, String digest, String code, byte[] csv, boolean anyway) {
        FileRows.Read read = rows.read(actor.organisation(), csv, "child.csv");
        if (read.children().size() != 1 || read.problems().stream().anyMatch(Finding::isError))
            return new Opened.Unreadable();
        ChildRow child = read.children().values().iterator().next();
        if (!code.equals(child.row().caseId())) return new Opened.Unreadable();
        return switch (registrations.registerAmongMany(actor, new RegisterChild(child.opening(file, digest), anyway))) {
            case RegisterChild.Result.Registered(CaseFile opened) -> {
                contents.fill(actor, opened, child);
                if (!child.carried().isEmpty()) carried.insert(opened.id(), imported, child.carried());
                yield new Opened.Done(opened);
            }
            case RegisterChild.Result.MaybeKnown(List<String> codes, boolean _) -> new Opened.MaybeKnown(codes);
            case RegisterChild.Result.Forbidden() -> new Opened.Unreadable();
            case RegisterChild.Result.Refused(var _) -> new Opened.Unreadable();
        };
    }
}
