package org.akoma.airlock.disclosure;

import java.util.List;
import org.akoma.ground.decisions.Shown;

/** A report of care as the two people who decide read it. */
public final class OffenceShown {

    private OffenceShown() {}

    public static List<Shown.Field> of(OffenceReport one) {
        return List.of(
                Shown.Field.code("disclosure.report.unit", Shown.STRUCTURE, null, one.to()),
                Shown.Field.code(
                        "disclosure.report.offence",
                        "disclosure.offences",
                        null,
                        one.offence().name()),
                Shown.Field.day("disclosure.report.happenedOn", null, one.happenedOn()),
                Shown.Field.code("disclosure.report.country", "country", null, one.country()),
                Shown.Field.text("disclosure.report.words", null, one.words()),
                Shown.Field.code(
                        "disclosure.report.urgency",
                        "disclosure.urgencies",
                        null,
                        one.urgency().name()));
    }

    /** A request of the police as the supervisor of the file reads it. */
    public static List<Shown.Field> of(DisclosureRequest one, PoliceWords words) {
        return CustodyDecisions.said(one, words);
    }
}
