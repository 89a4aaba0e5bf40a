package org.akoma.protection.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.Ids;
import org.jspecify.annotations.Nullable;

/** A file for tests of rules: a girl of twelve in Côte d'Ivoire, registered on 8 June 2015. */
public record SomeFile(
        CaseFile.Status status,
        CaseFile.@Nullable Risk risk,
        String sex,
        @Nullable Integer age) {

    public static final Instant REGISTERED = Instant.parse("2015-06-08T14:00:00Z");

    public static CaseFile in(CaseFile.Status status) {
        return new SomeFile(status, CaseFile.Risk.MEDIUM, "F", 12).file(null, CaseFile.VictimStatus.CONFIRMED_VICTIM);
    }

    public static CaseFile aged(@Nullable Integer age) {
        return new SomeFile(CaseFile.Status.ACTIVE, CaseFile.Risk.LOW, "F", age)
                .file(null, CaseFile.VictimStatus.CONFIRMED_VICTIM);
    }

    public static CaseFile lost() {
        return new SomeFile(CaseFile.Status.FOLLOW_UP, CaseFile.Risk.HIGH, "M", 12)
                .file(LocalDate.parse("2015-10-28"), CaseFile.VictimStatus.CONFIRMED_VICTIM);
    }

    public static CaseFile judged(CaseFile.VictimStatus victim) {
        return new SomeFile(CaseFile.Status.ACTIVE, CaseFile.Risk.LOW, "F", 12).file(null, victim);
    }

    private CaseFile file(@Nullable LocalDate lostSince, CaseFile.VictimStatus victim) {
        UUID worker = Ids.next();
        return new CaseFile(
                Ids.next(),
                "AK-001",
                REGISTERED,
                worker,
                status,
                victim,
                null,
                risk,
                "CI",
                "BF",
                sex,
                age,
                true,
                "COCOA",
                null,
                null,
                Ids.next(),
                worker,
                Ids.next(),
                null,
                Instant.parse("2015-06-04T20:00:00Z"),
                null,
                null,
                null,
                null,
                null,
                null,
                lostSince,
                null,
                1);
    }
}
