package org.akoma.exchange.htcds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.ground.access.Actor;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.registration.Doubles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks for the children of a file among those of the house and among each other, as a registration does. Pairs with files that the importer does not
 * see are put to the supervisors of both, and nothing of them is said.
 */
@Component
class AskedRows {

    static final String MAYBE_KNOWN = "exchange.maybe-known";
    static final String SAME_ROW = "exchange.same-row";
    static final String OTHER_UNDER_CODE = "exchange.other-under-code";
    static final String OTHER_UNDER_ID = "exchange.other-under-id";
    /** In a list without names every row is like somebody: more warnings of it would hide all others. */
    private static final int MOST_ALIKE = 50;

    private static final String ALIKE_IN_FACTS = "exchange.alike-in-facts";

    private final Doubles doubles;

    AskedRows(Doubles doubles) {
        this.doubles = doubles;
    }

    /**
     * What was found.
     *
     * @param rows by digest, in the order of the file
     * @param problems one for each row that is asked about, and warnings of rows without a name
     */
    record Found(Map<String, AskedRow> rows, List<Finding> problems) {}

    /**
     * Call inside an actor's transaction.
     *
     * @param all children of the file, by digest
     * @param children those that are no file yet
     * @param unlike of these the rows that contradict the file whose code they bear, or that came under their identifier; by digest, with the code
     * @param dryRun an unanswered row is a warning; else an error
     * @param ids that the files will have, by digest
     */
    Found of(
            Actor actor,
            Map<String, ChildRow> all,
            Map<String, ChildRow> children,
            Map<String, String> unlike,
            RowAnswers answers,
            boolean dryRun,
            Function<String, UUID> ids) {
        Map<UUID, String> digests = new LinkedHashMap<>();
        Map<UUID, Identity> named = new LinkedHashMap<>();
        Map<UUID, Doubles.Plain> facts = new LinkedHashMap<>();
        children.forEach((digest, child) -> {
            UUID id = ids.apply(digest);
            digests.put(id, digest);
            named.put(id, child.identity());
            facts.put(id, child.facts());
        });
        Map<UUID, Doubles.Twins> twins = new HashMap<>(doubles.among(actor, named));
        Map<Map<String, List<String>>, Integer> firsts = firsts(all);
        Map<String, AskedRow> asked = new LinkedHashMap<>();
        List<Finding> problems = new ArrayList<>();
        digests.forEach((id, digest) -> {
            ChildRow child = Objects.requireNonNull(children.get(digest));
            Doubles.Twins one = twins.get(id);
            String code = unlike.get(digest);
            boolean copied = one == null && code == null;
            if (copied && !isCopy(child.row())) return;
            List<Integer> before = copied
                    ? List.of(Objects.requireNonNull(firsts.get(child.row().values())))
                    : before(one, digests, children);
            AskedRow row = asked(digest, child, alike(code, one), before, answers);
            asked.put(digest, row);
            if (!row.isSame())
                problems.add(problem(row, code != null ? under(code, child) : copied ? SAME_ROW : MAYBE_KNOWN, dryRun));
        });
        doubles.alikeInFacts(facts).entrySet().stream().limit(MOST_ALIKE).forEach(alike -> {
            UUID id = alike.getKey();
            List<String> codes = alike.getValue();
            ChildRow child = Objects.requireNonNull(children.get(digests.get(id)));
            problems.add(finding(
                    Finding.Severity.WARNING,
                    child.row().sheet(),
                    child.row().number(),
                    codes.stream(),
                    ALIKE_IN_FACTS));
        });
        return new Found(asked, problems);
    }

    private static String under(String code, ChildRow child) {
        return code.equals(OwnCodes.caseId(child)) ? OTHER_UNDER_CODE : OTHER_UNDER_ID;
    }

    /** Of rows that say the same, the number of the first. */
    private static Map<Map<String, List<String>>, Integer> firsts(Map<String, ChildRow> all) {
        Map<Map<String, List<String>>, Integer> firsts = new HashMap<>();
        all.values()
                .forEach(child ->
                        firsts.putIfAbsent(child.row().values(), child.row().number()));
        return firsts;
    }

    /** Without an identifier of the sender's, and every word as in a row above it: most often pasted twice. */
    private static boolean isCopy(Row row) {
        return row.caseId() == null && row.occurrence() > 1;
    }

    /** @param code that the row bears; null = none of this house */
    private static List<String> alike(@Nullable String code, Doubles.@Nullable Twins twins) {
        return Stream.concat(Stream.ofNullable(code), twins == null ? Stream.of() : twins.codes().stream())
                .distinct()
                .toList();
    }

    private static AskedRow asked(
            String digest, ChildRow child, List<String> codes, List<Integer> before, RowAnswers answers) {
        String key = AskedRow.key(digest);
        return AskedRow.of(key, child, codes, before, answers.of(key));
    }

    private static List<Integer> before(
            Doubles.@Nullable Twins twins, Map<UUID, String> digests, Map<String, ChildRow> children) {
        if (twins == null) return List.of();
        return twins.before().stream()
                .map(digests::get)
                .map(children::get)
                .filter(Objects::nonNull)
                .map(child -> child.row().number())
                .toList();
    }

    private static Finding problem(AskedRow row, String code, boolean dryRun) {
        Stream<String> whom =
                Stream.concat(row.codes().stream(), row.before().stream().map(String::valueOf));
        boolean open = row.answer() == null && !dryRun;
        return finding(open ? Finding.Severity.ERROR : Finding.Severity.WARNING, row.sheet(), row.row(), whom, code);
    }

    private static Finding finding(Finding.Severity severity, String sheet, int row, Stream<String> whom, String code) {
        return new Finding(severity, sheet, row, "", "", whom.collect(Collectors.joining(", ")), code, "");
    }
}
