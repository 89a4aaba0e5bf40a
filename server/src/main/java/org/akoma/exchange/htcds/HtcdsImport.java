package org.akoma.exchange.htcds;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.Ids;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.protection.registration.ImportedRows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks an HTCDS workbook or CSV of children, and says what is to be done with each row; a row that became a file already is passed over. */
@Component
public class HtcdsImport {

    private final FileRows files;
    private final AskedRows askedRows;
    private final ImportedRows sources;
    private final OwnCodes ownCodes;
    private final RowAnswerStore answered;
    private final ActorTransactions transactions;

    HtcdsImport(
            FileRows files,
            AskedRows askedRows,
            ImportedRows sources,
            OwnCodes ownCodes,
            RowAnswerStore answered,
            ActorTransactions transactions) {
        this.files = files;
        this.askedRows = askedRows;
        this.sources = sources;
        this.ownCodes = ownCodes;
        this.answered = answered;
        this.transactions = transactions;
    }

    /**
     * What a file would do, or did.
     *
     * @param fresh rows that become files; those about which nobody answered yet are among them
     * @param leftOut rows that a person said to be of a child who has a file
     * @param asked rows whose child may have a file: answered one by one, before they become files
     * @param codes of the files made so far; empty when it was only checked
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

        Outcome with(List<String> made) {
            return new Outcome(rows, fresh, known, leftOut, asked, problems, made);
        }
    }

    /**
     * A file that may be imported.
     *
     * @param order null when the file is not sound, or a row waits for an answer
     */
    record Accepted(Outcome outcome, @Nullable ImportOrder order) {}

    public static boolean allowed(Actor actor) {
        return actor.may(Verb.IMPORT_FILES);
    }

    /**
     * Changes nothing.
     *
     * @throws IllegalStateException when the actor may not import: ask {@link #allowed} first
     */
    Outcome check(Actor actor, Upload upload, RowAnswers answers) {
        return transactions.as(
                actor, () -> read(actor, upload, answers, true, HtcdsImport::id).outcome());
    }

    /** With an error in the file nothing is to be done, nor while a row waits for an answer. */
    Accepted accept(Actor actor, Upload upload, RowAnswers answers) {
        Map<String, UUID> ids = new HashMap<>();
        Function<String, UUID> idOf = digest -> ids.computeIfAbsent(digest, key -> Ids.next());
        return transactions.as(actor, () -> {
            Read read = read(actor, upload, answers, false, idOf);
            Outcome outcome = read.outcome();
            return new Accepted(outcome, outcome.isSound() ? read.order(actor, upload, idOf) : null);
        });
    }

    /**
     * @param children by digest, in the order of the file: all of them
     * @param fresh digests of those that are no file yet, of whom nobody said that they have one
     * @param asked by digest
     */
    private record Read(
            int rows,
            Map<String, ChildRow> children,
            Set<String> fresh,
            int known,
            Map<String, AskedRow> asked,
            List<Finding> problems) {
        Outcome outcome() {
            int same = (int) asked.values().stream().filter(AskedRow::isSame).count();
            return new Outcome(rows, fresh.size(), known, same, List.copyOf(asked.values()), problems, List.of());
        }

        ImportOrder order(Actor actor, Upload upload, Function<String, UUID> ids) {
            List<ImportOrder.Step> steps = new ArrayList<>();
            for (String digest : children.keySet()) {
                AskedRow row = asked.get(digest);
                if (row == null && !fresh.contains(digest)) continue;
                boolean same = row != null && row.isSame();
                Integer above = row == null ? null : row.sameAsRow();
                steps.add(new ImportOrder.Step(
                        digest,
                        ids.apply(digest),
                        same,
                        above == null && row != null ? row.whom() : null,
                        above == null || row == null ? null : digestOf(row.sheet(), above),
                        row == null ? List.of() : row.codes(),
                        row == null ? null : row.reason()));
            }
            return new ImportOrder(upload, actor.organisation(), steps);
        }

        private @Nullable String digestOf(String sheet, int number) {
            return children.entrySet().stream()
                    .filter(one -> one.getValue().row().number() == number)
                    .min(Comparator.comparing(
                            one -> !one.getValue().row().sheet().equals(sheet)))
                    .map(Map.Entry::getKey)
                    .orElse(null);
        }
    }

    /** A row that is only checked has the same id whenever it is read: what was found to sound like it is found once. */
    private static UUID id(String digest) {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(digest));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private Read read(Actor actor, Upload upload, RowAnswers answers, boolean dryRun, Function<String, UUID> ids) {
        if (!allowed(actor)) throw new IllegalStateException("May not import");
        FileRows.Read file = files.read(actor.organisation(), upload.file(), upload.name());
        OwnCodes.Borne borne = ownCodes.of(actor, file.children());
        Set<String> before = known(actor, borne.unlike().keySet());
        borne.unlike().keySet().removeIf(digest -> before.contains(digest) && isOfItsFile(actor, digest, file));
        underTaken(actor, file).forEach(borne.unlike()::putIfAbsent);
        Map<String, ChildRow> children = file.children(borne.unlike().keySet());
        Map<String, String> unlike = new HashMap<>();
        borne.unlike().forEach((digest, code) -> unlike.put(file.other(digest), code));
        Map<String, ChildRow> fresh = new LinkedHashMap<>(children);
        fresh.keySet().removeAll(known(actor, children.keySet()));
        fresh.keySet().removeAll(borne.same());
        int known = children.size() - fresh.size();
        Map<String, AskedRow> asked = Map.of();
        List<Finding> problems = new ArrayList<>(file.problems());
        if (problems.stream().noneMatch(Finding::isError)) {
            AskedRows.Found found = askedRows.of(actor, children, fresh, unlike, answers, dryRun, ids);
            asked = found.rows();
            problems.addAll(found.problems());
            found.rows().forEach((digest, row) -> {
                if (row.isSame()) fresh.remove(digest);
            });
        }
        return new Read(file.rows(), children, fresh.keySet(), known, asked, problems);
    }

    /**
     * Rows under an identifier that brought another child before, by digest, with the code of that child's file: one structure imports the lists of
     * several senders, and each numbers its children from one.
     */
    private Map<String, String> underTaken(Actor actor, FileRows.Read file) {
        Map<String, ChildRow> numbered = new HashMap<>(file.children());
        numbered.values().removeIf(row -> row.row().caseId() == null);
        Map<String, String> taken = new HashMap<>();
        for (String digest : known(actor, numbered.keySet())) {
            ChildRow row = Objects.requireNonNull(numbered.get(digest));
            answered.fileOf(digest)
                    .filter(held -> !ownCodes.isOf(actor, held.code(), row))
                    .ifPresent(held -> taken.put(digest, held.code()));
        }
        return taken;
    }

    private Set<String> known(Actor actor, Set<String> digests) {
        Set<String> known = new HashSet<>(sources.known(actor, digests));
        known.addAll(answered.known(digests));
        return known;
    }

    /** A row that became a file before a file of this house got its code; of a file that the importer does not see nothing is told. */
    private boolean isOfItsFile(Actor actor, String digest, FileRows.Read file) {
        ChildRow row = Objects.requireNonNull(file.children().get(digest));
        return answered.fileOf(digest)
                .map(held -> ownCodes.isOf(actor, held.code(), row))
                .orElse(true);
    }
}
