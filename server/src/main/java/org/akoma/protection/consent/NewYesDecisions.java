package org.akoma.protection.consent;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.FileDecidable;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.ProposalForm;
import org.akoma.protection.identity.Guardians;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The yes that a supervisor confirms, on the page of decisions. */
@Configuration(proxyBeanMethods = false)
class NewYesDecisions {

    @Bean
    Decidable newYeses(
            Consents consents,
            NewYes asking,
            Guardians guardians,
            CaseFiles files,
            Decisions decisions,
            PersonCodes people,
            Formats words,
            Names called) {
        return new FileDecidable(
                        NewYes.KIND,
                        "/consents",
                        NewYes.FIELDS,
                        files,
                        decisions,
                        consents::confirm,
                        (actor, file, decision) -> {},
                        (file, decision) -> heardAt(decision))
                .typedAt("/consents/new")
                .needing(NewYes.NEEDS)
                .led((actor, file, decision) -> Stream.concat(
                                noes(actor, file, decision, asking, people, words, called).stream(),
                                answering(actor, file, decision, guardians, people, words, called).stream())
                        .toList());
    }

    /** Who answers for the child on that day, and who wrote so: one person may have named the guardian and heard the yes. */
    private static List<Shown.Note> answering(
            Actor actor,
            CaseFile file,
            Decision decision,
            Guardians guardians,
            PersonCodes people,
            Formats words,
            Names called) {
        LocalDate day = LocalDate.ofInstant(NewYes.heardAt(decision), ZoneOffset.UTC);
        return guardians.of(file.id()).stream()
                .filter(one -> one.answersOn(day))
                .map(one -> Shown.Note.of(words.text(
                        "decisions.note.new-yes.guardian",
                        words.code("guardian-kind", one.kind()),
                        one.name(),
                        called.shortPerson(people.of(actor, one.recordedBy())),
                        words.date(one.appointedOn()))))
                .toList();
    }

    private static List<Shown.Field> heardAt(Decision decision) {
        return List.of(new Shown.Field("cases.proposed.consentAt", null, List.of(), List.of(NewYes.heardAt(decision))));
    }

    /** The noes that it would lift, each with who recorded it and what was said. */
    private static List<Shown.Note> noes(
            Actor actor,
            CaseFile file,
            Decision decision,
            NewYes asking,
            PersonCodes people,
            Formats words,
            Names called) {
        return asking.noes(file, NewYes.asked(decision).purpose()).stream()
                .map(no -> Shown.Note.of(words.text(
                        "decisions.note.new-yes",
                        words.code("cases.giver", no.givenBy()),
                        words.moment(no.at()),
                        called.shortPerson(people.of(actor, no.recordedBy())),
                        words.orUnknown(no.words()))))
                .toList();
    }

    @Bean
    ProposalForm newYesForm() {
        return ProposalForm.of(NewYes.KIND)
                .naming(NewYes.TYPED)
                .filled((file, taken, typed) -> typed.put("status", Consent.Status.GIVEN));
    }
}
