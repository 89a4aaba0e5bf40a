package org.akoma.exchange.ctdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A group as a row of CTDC: what is not said is -99, or 00 of a country. */
class VictimGroupTest {

    private static final List<String> COLUMNS = List.of(
            "yearOfRegistration",
            "gender",
            "ageBroad",
            "majorityStatus",
            "majorityEntry",
            "citizenship",
            "isForcedLabour",
            "typeOfLabourAgriculture",
            "typeOfLabourPeddling",
            "typeOfLabourOther",
            "typeOfLabourNotSpecified",
            "typeOfLabourConcatenated",
            "isAbduction");

    private static final LocalDate DAY = LocalDate.parse("2015-11-16");

    private static String row(VictimGroup group) {
        return String.join(",", group.row(COLUMNS));
    }

    @Test
    void aWholeRow() {
        VictimGroup group = new VictimGroup("PUB-01", DAY, 2015, "F", "9--17", "BF", "COCOA", "CI", 12);
        assertThat(row(group))
                .isEqualTo("2015,Female,9--17,Minor,Minor,BF,1,1,0,0,0,Agriculture/Farms/Animal Husbandry,-99");
        assertThat(group.generalised()).isEmpty();
    }

    /** Nothing is guessed: of a sector that CTDC divides it is not said which part of it, of somebody of age not when it began. */
    @Test
    void whatDoesNotFollowIsMissing() {
        assertThat(row(new VictimGroup("PUB-01", DAY, 2015, "M", "9--17", "BF", "TRADE", "CI", 12)))
                .isEqualTo("2015,Male,9--17,Minor,Minor,BF,1,0,-99,-99,0,-99,-99");
        assertThat(row(new VictimGroup("PUB-01", DAY, 2015, "M", "18--20", "BF", "MINING", "CI", 12)))
                .startsWith("2015,Male,18--20,Adult,-99,BF,1,0,0,0,0,");
    }

    @Test
    void aGeneralRowSaysWhatItDoesNotSay() {
        VictimGroup group = new VictimGroup("PUB-01", DAY, null, "M", "0--8", null, null, "CI", 11);
        assertThat(row(group)).isEqualTo("-99,Male,0--8,Minor,Minor,00,-99,-99,-99,-99,-99,-99,-99");
        assertThat(group.generalised()).isEqualTo("yearOfRegistration citizenship typeOfLabour");
        VictimGroup noAge = new VictimGroup("PUB-01", DAY, 2015, "M", null, null, null, "CI", 11);
        assertThat(row(noAge)).isEqualTo("2015,Male,-99,-99,-99,00,-99,-99,-99,-99,-99,-99,-99");
    }
}
