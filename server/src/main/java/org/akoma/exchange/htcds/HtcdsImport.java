package org.akoma.exchange.htcds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.akoma.Ids;
import org.akoma.TypedCode;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.FindingList;
import org.akoma.exchange.spreadsheets.Limits;
import org.akoma.exchange.spreadsheets.RefusedFile;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.registration.ImportedRows;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Children's files from an HTCDS workbook or CSV: every row, or none; a row that became a file already is passed over. */
@Component
public class HtcdsImport {

    /** As a registration that goes on in spite of files that sound alike. */
    private static final String ANYWAY = "cases.registered-anyway";

    private static final Pattern NUMBERED = Pattern.compile("([A-Z]{1,6})-([0-9]{1,9})");

    private final CodeLists lists;
    private final Cases cases;
    private final AskedRows askedRows;
    private final ImportedRows sources;
    private final ImportedFile contents;
    private final CarriedStore carried;
    private final Organisations organisations;
    private final ActorTransactions transactions;
    private final Vault vault;
    private final Journal journal;
    private final Clock clock;

    HtcdsImport(
            CodeLists lists,
            Cases cases,
            AskedRows askedRows,
            ImportedRows sources,
            ImportedFile contents,
            CarriedStore carried,
            Organisations organisations,
            ActorTransactions transactions,
            Vault vault,
            Journal journal,
            Clock clock) {
        this.lists = lists;
        this.cases = cases;
        this.askedRows = askedRows;
        this.sources = sources;
        this.contents = contents;
        this.carried = carried;
        this.organisations = organisations;
        this.transactions = transactions;
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What a file would do, or did.
     *
     * @param fresh rows that become files; those about which nobody answered yet are among them
     * @param leftOut rows that a person said to be of a child who has a file
     * @param asked rows whose child may have a file: answered one by one, before they become files
     * @param codes of the files made; empty when it was only checked
     */
    record Outcome(
            int rows,
            int fresh,
            int known,
            int leftOut,
            List<AskedRow> asked,
            List<Finding> problems,
            List<String> codes) {
        Outcome {
            asked = List.copyOf(asked);
            problems = List.copyOf(problems);
            codes = List.copyOf(codes);
        }

        public boolean isSound() {
            return problems.stream().noneMatch(Finding::isError);
        }

        /** Whether a row waits for an answer. */
        boolean waits() {
            return asked.stream().anyMatch(row -> row.answer() == null);
        }
    }

    public static boolean allowed(Actor actor) {
        return actor.may(Verb.IMPORT_FILES);
    }

    /**
     * Changes nothing.
     *
     * @throws IllegalStateException when the actor may not import: ask {@link #allowed} first
     */
    Outcome check(Actor actor, byte[] file, String name, RowAnswers answers) {
        return transactions.as(
                actor,
                () -> read(actor, file, name, answers, true, HtcdsImport::id).outcome(List.of()));
    }

    /**
     * With an error in the file nothing is stored, nor while a row waits for an answer. Two imports of one file at once: one does it, the other finds it
     * done.
     */
    Outcome run(Actor actor, byte[] file, String name, RowAnswers answers) {
        try {
            return transactions.as(actor, () -> importAll(actor, file, name, answers));
        } catch (DuplicateKeyException doneMeanwhile) {
            return transactions.as(actor, () -> importAll(actor, file, name, answers));
        }
    }

    private Outcome importAll(Actor actor, byte[] file, String name, RowAnswers answers) {
        Map<String, UUID> ids = new HashMap<>();
        Read read = read(actor, file, name, answers, false, digest -> ids.computeIfAbsent(digest, key -> Ids.next()));
        if (!read.outcome(List.of()).isSound()) return read.outcome(List.of());
        UUID imported = Ids.next();
        List<String> codes = new ArrayList<>();
        read.fresh().forEach((digest, child) -> {
            OpenCase opening = child.opening(Objects.requireNonNull(ids.get(digest)), digest);
            codes.add(open(actor, opening, child, imported, read.asked().get(digest)));
        });
        if (!codes.isEmpty())
            journal.noteOwn(
                    actor,
                    "exchange.imported",
                    Map.of(
                            "import", imported,
                            "files", codes.size(),
                            "known", read.known(),
                            "left-out", read.leftOut()));
        return read.outcome(codes);
    }

    private String open(Actor actor, OpenCase opening, ChildRow child, UUID imported, @Nullable AskedRow asked) {
        OpenCase.Result result = cases.open(actor, opening);
        if (!(result instanceof OpenCase.Result.Opened opened))
            throw new IllegalStateException("A row of an import was answered with " + result.getClass());
        contents.fill(actor, opened.file(), child);
        if (!child.carried().isEmpty()) carried.insert(opened.file().id(), imported, child.carried());
        if (asked != null)
            journal.note(
                    opened.file().id(), Section.IDENTITY, ANYWAY, Map.of("alike", asked.codes(), "elsewhere", false));
        return opened.file().code();
    }

    /**
     * @param fresh by digest, in the order of the file
     * @param asked by digest
     */
    private record Read(
            int rows, Map<String, ChildRow> fresh, int known, Map<String, AskedRow> asked, List<Finding> problems) {
        Outcome outcome(List<String> codes) {
            return new Outcome(rows, fresh.size(), known, leftOut(), List.copyOf(asked.values()), problems, codes);
        }

        int leftOut() {
            return (int) asked.values().stream().filter(AskedRow::isSame).count();
        }
    }

    /** A row that is only checked has the same id whenever it is read: what was found to sound like it is found once. */
    private static UUID id(String digest) {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(digest));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private Read read(
            Actor actor, byte[] file, String name, RowAnswers answers, boolean dryRun, Function<String, UUID> ids) {
        if (!allowed(actor)) throw new IllegalStateException("May not import");
        Reading reading = reading(file, name);
        FindingList findings = new FindingList(Limits.USUAL.problems());
        List<Finding> problems = new ArrayList<>(reading.problems());
        Map<String, ChildRow> children = Map.of();
        try {
            children = children(actor, reading.rows(), findings);
        } catch (RefusedFile tooMany) {
            problems.add(tooMany.problem());
        }
        problems.addAll(findings.all());
        Set<String> known = sources.known(actor, children.keySet());
        int all = children.size();
        Map<String, ChildRow> fresh = new LinkedHashMap<>(children);
        fresh.keySet().removeAll(known);
        Set<String> ours = sources.knownCodes(
                actor,
                fresh.values().stream()
                        .map(HtcdsImport::caseId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        fresh.values().removeIf(child -> caseId(child) instanceof String code && ours.contains(code));
        int before = all - fresh.size();
        Map<String, AskedRow> asked = Map.of();
        if (problems.stream().noneMatch(Finding::isError)) {
            AskedRows.Found found = askedRows.of(actor, fresh, answers, dryRun, ids);
            asked = found.rows();
            problems.addAll(found.problems());
            found.rows().forEach((digest, row) -> {
                if (row.isSame()) fresh.remove(digest);
            });
        }
        return new Read(reading.rows().size(), fresh, before, asked, problems);
    }

    /** The sender's identifier as a code of a file of this house would be written: three digits or more, {@code AK-27} is {@code AK-027}. */
    private static @Nullable String caseId(ChildRow child) {
        String typed = child.row().caseId();
        if (typed == null) return null;
        String code = TypedCode.of(typed);
        Matcher parts = NUMBERED.matcher(code);
        return parts.matches() ? "%s-%03d".formatted(parts.group(1), Long.parseLong(parts.group(2))) : code;
    }

    private Reading reading(byte[] file, String name) {
        try {
            return new HtcdsBook(lists, clock).read(new ByteArrayInputStream(file), name, Limits.USUAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, ChildRow> children(Actor actor, List<Row> rows, FindingList findings) {
        String country = organisations
                .find(actor.organisation())
                .map(organisation -> organisation.country())
                .orElse("CI");
        RowMapping mapping = new RowMapping(lists, LocalDate.now(clock), country);
        RowKeys keys = new RowKeys(RowKeys.secret(vault));
        Map<String, ChildRow> children = new LinkedHashMap<>();
        for (Row row : rows) children.put(keys.of(actor.organisation(), row), mapping.map(row, findings));
        return children;
    }
}
