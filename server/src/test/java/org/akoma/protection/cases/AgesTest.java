package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgesTest {

    private static final LocalDate DAY = LocalDate.parse("2017-06-03");

    @Test
    void unknownStaysUnknown() {
        assertThat(Ages.on(file(null), null, DAY)).isNull();
    }

    @Test
    void anEstimatedAgeGrowsWithTheYears() {
        assertThat(Ages.on(file(11), null, DAY)).isEqualTo(12);
        assertThat(Ages.on(file(11), null, DAY.plusDays(1))).isEqualTo(13);
        assertThat(Ages.on(file(11), null, LocalDate.parse("2015-01-01"))).isEqualTo(11);
    }

    @Test
    void theBirthDateWins() {
        assertThat(Ages.on(file(11), LocalDate.parse("2002-06-04"), DAY)).isEqualTo(14);
    }

    private static CaseFile file(Integer age) {
        Instant handed = Instant.parse("2015-06-04T20:00:00Z");
        return new CaseFile(
                UUID.randomUUID(),
                "AK-001",
                handed,
                UUID.randomUUID(),
                CaseFile.Status.REGISTERED,
                CaseFile.VictimStatus.PRESUMED_VICTIM,
                null,
                null,
                "CI",
                null,
                "F",
                age,
                true,
                null,
                null,
                null,
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                null,
                handed,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                1);
    }
}
