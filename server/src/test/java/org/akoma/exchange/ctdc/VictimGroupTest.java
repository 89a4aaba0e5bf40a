package org.akoma.exchange.ctdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A group as a row of CTDC: what is not said is -99, or 00 of a country. */
class VictimGroupTest {

    private static final List<String> COLUMNS = List.of(
            "yearOfRegistration",
            "gender",
            "ageBroad",
            "citizenship",
            "typeOfLabourAgriculture",
            "typeOfLabourOther",
            "isAbduction");

    @Test
    void aWholeRow() {
        VictimGroup group = new VictimGroup(0, 2015, "F", "9--17", "BF", "COCOA", "CI", 12);
        assertThat(group.row(COLUMNS)).containsExactly("2015", "Female", "9--17", "BF", "1", "0", "-99");
        assertThat(group.generalised()).isEmpty();
    }

    @Test
    void aGeneralRowSaysWhatItDoesNotSay() {
        VictimGroup group = new VictimGroup(2, 2015, "M", "0--8", null, null, "CI", 11);
        assertThat(group.row(COLUMNS)).containsExactly("2015", "Male", "0--8", "00", "-99", "-99", "-99");
        assertThat(group.generalised()).isEqualTo("citizenship typeOfLabour");
    }
}
