package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.SlipContent;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Proposed;
import org.jspecify.annotations.Nullable;

/**
 * A registration beside the slip that both sides signed. Sex and age of the slip were seen by two people: where the registration says another sex, or
 * an age that moves a rule about the child, the file begins as the slip says, and a supervisor decides the difference.
 */
record AgainstSlip(OpenCase typed, Slip slip) {

    private static final String UNKNOWN = "U";

    /** As the file begins while the difference waits. */
    OpenCase asOnSlip() {
        SlipContent said = slip.content();
        String sex = said.apparentSex().equals(UNKNOWN) ? typed.sex() : said.apparentSex();
        return typed.with(sex, said.apparentAge(), true, typed.identity().born(null, null));
    }

    /** With the age of the slip where none was typed. */
    OpenCase known() {
        return typed.age() == null
                ? typed.with(typed.sex(), slip.content().apparentAge(), true, typed.identity())
                : typed;
    }

    /**
     * Whether a supervisor decides it first.
     *
     * @param file as it would begin with what was typed
     */
    boolean needsTwo(CaseFile file, LocalDate today, Policies policies) {
        Particulars wanted = Particulars.of(file, typed.identity());
        return !sameSex(file.sex()) || new AgeThresholds(file, today, policies).moved(said(wanted), wanted);
    }

    /** What is registered beside what the slip says. */
    Map<String, Object> proposed(CaseFile begun, CaseFile wanted) {
        Map<String, Object> fields = Proposed.sideBySide(
                Particulars.of(begun, asOnSlip().identity()).fields(),
                Particulars.of(wanted, typed.identity()).fields());
        fields.put("slip", slip.number());
        return fields;
    }

    private Particulars said(Particulars wanted) {
        return new Particulars(
                wanted.sex(),
                slip.content().apparentAge(),
                true,
                null,
                null,
                wanted.nationality(),
                wanted.country(),
                wanted.sector());
    }

    private boolean sameSex(String sex) {
        return sameSex(slip, sex);
    }

    private static boolean sameSex(Slip slip, String sex) {
        String said = slip.content().apparentSex();
        return said.equals(UNKNOWN) || said.equals(sex);
    }

    /** What the file says otherwise than the slip, each by the field of the registration. */
    static List<FieldError> differences(Slip slip, String sex, @Nullable Integer age) {
        List<FieldError> differences = new ArrayList<>();
        if (!sameSex(slip, sex)) differences.add(FieldError.of("sex", "cases.slip-sex", slip.number()));
        int said = slip.content().apparentAge();
        if (age != null && age != said) differences.add(FieldError.of("age", "cases.slip-age", slip.number(), said));
        return differences;
    }
}
