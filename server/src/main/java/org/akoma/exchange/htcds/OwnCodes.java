package org.akoma.exchange.htcds;

import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.akoma.TypedCode;
import org.akoma.ground.access.Actor;
import org.akoma.ground.vault.NameParts;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.registration.ImportedRows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Rows that bear the code of a file which the importer sees. Another house numbers its cases in the same way, so that the code alone does not say that it
 * is the same child: what else the row says must not contradict the file.
 */
@Component
class OwnCodes {

    private static final Pattern NUMBERED = Pattern.compile("([A-Z]{1,6})-([0-9]{1,9})");

    /** An age is often estimated, and counted on another day. */
    private static final int YEARS_APART = 1;

    private final ImportedRows sources;
    private final Cases cases;
    private final Identities identities;

    OwnCodes(ImportedRows sources, Cases cases, Identities identities) {
        this.sources = sources;
        this.cases = cases;
        this.identities = identities;
    }

    /**
     * What was found, by digest.
     *
     * @param same rows of the child who has this file
     * @param unlike rows that say something else than the file, with its code: they are asked about
     */
    record Borne(Set<String> same, Map<String, String> unlike) {}

    /** Call inside an actor's transaction. */
    Borne of(Actor actor, Map<String, ChildRow> rows) {
        Set<String> typed = rows.values().stream()
                .map(OwnCodes::caseId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<String> ours = sources.knownCodes(actor, typed);
        Borne borne = new Borne(new HashSet<>(), new HashMap<>());
        rows.forEach((digest, row) -> {
            String code = caseId(row);
            if (code == null || !ours.contains(code)) return;
            if (isOf(actor, code, row)) borne.same().add(digest);
            else borne.unlike().put(digest, code);
        });
        return borne;
    }

    /** The sender's identifier as a code of a file of this house would be written: three digits or more, {@code AK-27} is {@code AK-027}. */
    static @Nullable String caseId(ChildRow child) {
        String typed = child.row().caseId();
        if (typed == null) return null;
        String code = TypedCode.of(typed);
        Matcher parts = NUMBERED.matcher(code);
        return parts.matches() ? "%s-%03d".formatted(parts.group(1), Long.parseLong(parts.group(2))) : code;
    }

    /** Whether a row does not contradict the file with this code. Call inside an actor's transaction. */
    boolean isOf(Actor actor, String code, ChildRow row) {
        CaseFile file = cases.find(actor, code).orElse(null);
        return file != null && agrees(file, identities.shown(file).orElse(null), row);
    }

    /**
     * Whether nothing contradicts, and something says that it is this child: a name, the day of birth, or, where the row has neither, all that it has.
     *
     * @param known as far as the importer is shown it: who is not shown a name does not find out whether it is this one
     */
    static boolean agrees(CaseFile file, @Nullable Identity known, ChildRow row) {
        boolean contradicts = !sexAgrees(file.sex(), row.sex())
                || !namesAgree(known, row.identity())
                || !birthAgrees(file, known, row)
                || !nationalityAgrees(file, row);
        return !contradicts && (isNamed(row) || isBornWith(known, row) || isAsBare(file, row));
    }

    private static boolean isNamed(ChildRow row) {
        return !NameParts.of(row.identity().names()).parts().isEmpty();
    }

    private static boolean isBornWith(@Nullable Identity known, ChildRow row) {
        return known != null
                && known.birthDate() != null
                && known.birthDate().equals(row.identity().birthDate());
    }

    /** As an export without names writes it: it leaves out what the file does not know. */
    private static boolean isAsBare(CaseFile file, ChildRow row) {
        return file.sex().equals(row.sex())
                && Objects.equals(file.nationality(), row.nationality())
                && (file.ageAtRescue() == null) == (row.age() == null);
    }

    private static boolean nationalityAgrees(CaseFile file, ChildRow row) {
        return file.nationality() == null
                || row.nationality() == null
                || file.nationality().equals(row.nationality());
    }

    private static boolean sexAgrees(String ours, String theirs) {
        return ours.equals("U") || theirs.equals("U") || ours.equals(theirs);
    }

    /** Whether each name of the one that says less is a name of the other. */
    private static boolean namesAgree(@Nullable Identity known, Identity told) {
        List<String> theirs = NameParts.of(told.names()).parts();
        if (theirs.isEmpty()) return true;
        List<String> ours =
                known == null ? List.of() : NameParts.of(known.names()).parts();
        return !ours.isEmpty() && (ours.containsAll(theirs) || theirs.containsAll(ours));
    }

    private static boolean birthAgrees(CaseFile file, @Nullable Identity known, ChildRow row) {
        LocalDate theirs = row.identity().birthDate();
        LocalDate ours = known == null ? null : known.birthDate();
        if (ours != null && theirs != null) return ours.equals(theirs);
        Integer age = row.age();
        if (age == null && theirs != null) age = ageThen(theirs, file);
        return age == null || file.ageAtRescue() == null || Math.abs(age - file.ageAtRescue()) <= YEARS_APART;
    }

    private static int ageThen(LocalDate born, CaseFile file) {
        LocalDate then = LocalDate.ofInstant(file.registeredAt(), java.time.ZoneOffset.UTC);
        return Period.between(born, then).getYears();
    }
}
