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
import java.util.stream.Stream;
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
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.registration.Doubles;
import org.akoma.protection.registration.ImportedRows;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Children's files from an HTCDS workbook or CSV: every row, or none; a row that became a file already is passed over. */
@Component
public class HtcdsImport {

    private static final String MAYBE_KNOWN = "exchange.maybe-known";
    private static final String ALIKE_IN_FACTS = "exchange.alike-in-facts";

    private static final Pattern NUMBERED = Pattern.compile("([A-Z]{1,6})-([0-9]{1,9})");

    private final CodeLists lists;
    private final Cases cases;
    private final Doubles doubles;
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
            Doubles doubles,
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
        this.doubles = doubles;
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
     * @param codes of the files made; empty when it was only checked
     */
    record Outcome(int rows, int fresh, int known, List<Finding> problems, List<String> codes) {
        Outcome {
            problems = List.copyOf(problems);
            codes = List.copyOf(codes);
        }

        /** Rows that may be children who have a file: a person looks at them before they become files. */
        public long maybeKnown() {
            return problems.stream()
                    .filter(problem -> problem.code().equals(MAYBE_KNOWN))
                    .count();
        }

        public boolean isSound() {
            return problems.stream().noneMatch(Finding::isError);
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
    Outcome check(Actor actor, byte[] file, String name) {
        return transactions.as(
                actor, () -> read(actor, file, name, true, HtcdsImport::id).outcome(List.of()));
    }

    /**
     * With an error in the file nothing is stored. Two imports of one file at once: one does it, the other finds it done.
     *
     * @param anyway the person saw the rows that may be known children, and says that they are others; else such a row is an error
     */
    Outcome run(Actor actor, byte[] file, String name, boolean anyway) {
        try {
            return transactions.as(actor, () -> importAll(actor, file, name, anyway));
        } catch (DuplicateKeyException doneMeanwhile) {
            return transactions.as(actor, () -> importAll(actor, file, name, anyway));
        }
    }

    private Outcome importAll(Actor actor, byte[] file, String name, boolean anyway) {
        Map<String, UUID> ids = new HashMap<>();
        Read read = read(actor, file, name, anyway, digest -> ids.computeIfAbsent(digest, key -> Ids.next()));
        if (!read.outcome(List.of()).isSound()) return read.outcome(List.of());
        UUID imported = Ids.next();
        List<String> codes = new ArrayList<>();
        read.fresh()
                .forEach((digest, child) -> codes.add(
                        open(actor, child.opening(Objects.requireNonNull(ids.get(digest)), digest), child, imported)));
        if (!codes.isEmpty())
            journal.noteOwn(
                    actor,
                    "exchange.imported",
                    Map.of("import", imported, "files", codes.size(), "known", read.known()));
        return read.outcome(codes);
    }

    private String open(Actor actor, OpenCase opening, ChildRow child, UUID imported) {
        OpenCase.Result result = cases.open(actor, opening);
        if (!(result instanceof OpenCase.Result.Opened opened))
            throw new IllegalStateException("A row of an import was answered with " + result.getClass());
        contents.fill(actor, opened.file(), child);
        if (!child.carried().isEmpty()) carried.insert(opened.file().id(), imported, child.carried());
        return opened.file().code();
    }

    /** @param fresh by digest, in the order of the file */
    private record Read(int rows, Map<String, ChildRow> fresh, int known, List<Finding> problems) {
        Outcome outcome(List<String> codes) {
            return new Outcome(rows, fresh.size(), known, problems, codes);
        }
    }

    /** A row that is only checked has the same id whenever it is read: what was found to sound like it is found once. */
    private static UUID id(String digest) {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(digest));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /**
     * Rows whose names sound like a child of a file that the person sees, or like a row before them; a row without a name whose facts equal
     * those of children on file is reported as a warning only, since most lists without names have such rows. Pairs with files that the person
     * does not see are put to the supervisors of both.
     */
    private List<Finding> doubles(
            Actor actor, Map<String, ChildRow> fresh, boolean anyway, Function<String, UUID> ids) {
        Map<UUID, ChildRow> rows = new LinkedHashMap<>();
        fresh.forEach((digest, child) -> rows.put(ids.apply(digest), child));
        Map<UUID, Identity> children = new LinkedHashMap<>();
        rows.forEach((id, child) -> children.put(id, child.identity()));
        List<Finding> problems = new ArrayList<>();
        doubles.among(actor, children)
                .forEach((id, twins) -> problems.add(maybe(
                        rows.get(id),
                        anyway,
                        MAYBE_KNOWN,
                        Stream.concat(
                                twins.codes().stream(), twins.before().stream().map(one -> place(rows.get(one)))))));
        Map<UUID, Doubles.Plain> facts = new LinkedHashMap<>();
        rows.forEach((id, child) -> facts.put(id, child.facts()));
        doubles.alikeInFacts(facts)
                .forEach((id, codes) -> problems.add(maybe(rows.get(id), true, ALIKE_IN_FACTS, codes.stream())));
        return problems;
    }

    private static Finding maybe(@Nullable ChildRow child, boolean anyway, String code, Stream<String> whom) {
        Row row = Objects.requireNonNull(child).row();
        return new Finding(
                anyway ? Finding.Severity.WARNING : Finding.Severity.ERROR,
                row.sheet(),
                row.number(),
                "",
                "",
                whom.collect(Collectors.joining(", ")),
                code,
                "");
    }

    private static String place(@Nullable ChildRow row) {
        return row == null ? "" : row.row().sheet() + " " + row.row().number();
    }

    private Read read(Actor actor, byte[] file, String name, boolean anyway, Function<String, UUID> ids) {
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
        if (problems.stream().noneMatch(Finding::isError)) problems.addAll(doubles(actor, fresh, anyway, ids));
        return new Read(reading.rows().size(), fresh, all - fresh.size(), problems);
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
