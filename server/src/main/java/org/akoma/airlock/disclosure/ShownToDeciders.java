package org.akoma.airlock.disclosure;

import java.util.List;
import org.akoma.ground.decisions.Shown;

/** What the two people who decide read: of a request of the police, and of an offence that care reports. */
public final class ShownToDeciders {

    private ShownToDeciders() {}

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

    /** The request as both people who decide read it. */
    public static List<Shown.Field> of(DisclosureRequest one, PoliceWords words) {
        return List.of(
                Shown.Field.text("disclosure.requester", null, words.name()),
                Shown.Field.code("disclosure.role", "role", null, one.role().name()),
                Shown.Field.code("disclosure.structure", Shown.STRUCTURE, null, one.structure()),
                Shown.Field.text("disclosure.victim", null, one.victim()),
                Shown.Field.codes(
                        "disclosure.ask.fields",
                        "disclosure.facts",
                        List.of(),
                        one.fields().stream().map(Enum::name).toList()),
                Shown.Field.code(
                        "disclosure.ask.purpose",
                        "disclosure.purposes",
                        null,
                        one.purpose().name()),
                Shown.Field.text("disclosure.ask.purposeWords", null, words.purpose()),
                Shown.Field.code(
                        "disclosure.ask.basis",
                        "disclosure.bases",
                        null,
                        one.basis().name()),
                Shown.Field.text("disclosure.ask.reference", null, words.reference()),
                Shown.Field.code(
                        "disclosure.ask.urgency",
                        "disclosure.urgencies",
                        null,
                        one.urgency().name()),
                Shown.Field.text("disclosure.ask.danger", null, words.danger()),
                Shown.Field.text("disclosure.ask.news", null, words.news()));
    }
}
