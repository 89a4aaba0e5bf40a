package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a supervisor has to know of a family, or of a guardian beside it, before they answer it, as sentences. Call inside an actor's transaction. */
@Component
public class FamilyLeads {

    private final Families families;
    private final GuardianStore guardians;
    private final PersonCodes people;
    private final Formats words;
    private final Names called;

    FamilyLeads(Families families, GuardianStore guardians, PersonCodes people, Formats words, Names called) {
        this.families = families;
        this.guardians = guardians;
        this.people = people;
        this.words = words;
        this.called = called;
    }

    /** Of what lets a child live with its family: what one person alone replaced of the danger there. */
    public List<Shown.Note> ofFamily(Actor actor, CaseFile file, Decision decision) {
        LocalDate unbarred = families.unbarredOn(file.id()).orElse(null);
        if (unbarred == null) return List.of();
        List<Shown.Note> notes = families.barring(file.id()).stream()
                .map(one -> new Shown.Note(
                        words.text(
                                "decisions.note.family",
                                person(actor, one.replacedBy()),
                                words.moment(one.replacedAt()),
                                words.said("cases.family.roles", one.fields().get("role")),
                                words.said("cases.family.contacts", one.fields().get("contact"))),
                        "/cases/" + file.code() + "/former/family",
                        words.text("decisions.note.family.open")))
                .toList();
        return notes.isEmpty()
                ? List.of(Shown.Note.of(words.text("decisions.note.family.unbarred", words.date(unbarred))))
                : notes;
    }

    /** Of a guardian: why the family does not answer for the child, and who answers already. */
    List<Shown.Note> ofGuardian(Actor actor, CaseFile file, Decision decision) {
        List<Shown.Note> notes = new ArrayList<>();
        families.of(file.id())
                .filter(Family::barsReturn)
                .ifPresent(family -> notes.add(Shown.Note.of(words.text(
                        "decisions.note.guardian.family",
                        words.said("cases.family.roles", family.role()),
                        words.said("cases.family.contacts", family.contact())))));
        notes.addAll(ofFamily(actor, file, decision));
        guardians.of(file.id()).stream()
                .filter(one -> !one.waits() && one.endedOn() == null)
                .map(one -> words.text(
                        "decisions.note.guardian.other",
                        words.code("guardian-kind", one.kind()),
                        words.date(one.appointedOn())))
                .map(Shown.Note::of)
                .forEach(notes::add);
        return notes;
    }

    private String person(Actor actor, @Nullable UUID id) {
        return called.shortPerson(people.of(actor, id));
    }
}
