package org.akoma.protection.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.Proposed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a supervisor has to know of an age or an identity before they answer it, as sentences. Call inside an actor's transaction. */
@Component
class IdentityLeads {

    private final Corrections corrections;
    private final PersonCodes people;
    private final Formats words;
    private final Names called;

    IdentityLeads(Corrections corrections, PersonCodes people, Formats words, Names called) {
        this.corrections = corrections;
        this.people = people;
        this.words = words;
        this.called = called;
    }

    /** Of an age: that the file can be closed with it; of a registration that differs from the slip, that it may be another child. */
    List<Shown.Note> ofAge(Actor actor, CaseFile file, Decision decision) {
        return Stream.concat(
                        endsChildhood(decision)
                                ? Stream.of(Shown.Note.of(words.text("decisions.note.age.closes")))
                                : Stream.empty(),
                        ofSlip(actor, decision).stream())
                .toList();
    }

    /** As {@code RequestClosure} judges it: an estimate may be a year too low. */
    private static boolean endsChildhood(Decision decision) {
        return mayBe18(decision, "") && !mayBe18(decision, ".before");
    }

    private static boolean mayBe18(Decision decision, String of) {
        String age = Proposed.text(decision, "age" + of);
        boolean estimated = Boolean.parseBoolean(Proposed.text(decision, "ageEstimated" + of));
        return age != null && Integer.parseInt(age) + (estimated ? 1 : 0) >= 18;
    }

    private List<Shown.Note> ofSlip(Actor actor, Decision decision) {
        String slip = Proposed.text(decision, "slip");
        if (slip == null) return List.of();
        return List.of(new Shown.Note(
                words.text(
                        "decisions.note.slip",
                        slip,
                        said(decision, "sex.before", "age.before"),
                        person(actor, decision.proposedBy()),
                        said(decision, "sex", "age")),
                "/slips/" + slip,
                words.text("decisions.note.slip.open")));
    }

    private String said(Decision decision, String sex, String age) {
        String years = Proposed.text(decision, age);
        return words.code("sex", Proposed.text(decision, sex))
                + ", "
                + (years == null ? words.unknown() : words.age(Integer.valueOf(years)));
    }

    /** Of an identity: what of it the slip says otherwise, and what a birth certificate would say and is not written. */
    List<Shown.Note> ofIdentity(Actor actor, CaseFile file, Decision decision) {
        List<Shown.Note> notes = new ArrayList<>();
        corrections.againstSlip(actor, file.code()).forEach(one -> notes.add(Shown.Note.of(words.error(one))));
        if (Proposed.text(decision, "birthDate") == null)
            notes.add(Shown.Note.of(words.text("decisions.note.identity.birth")));
        if (Proposed.text(decision, "document") == null)
            notes.add(Shown.Note.of(words.text("decisions.note.identity.document")));
        return notes;
    }

    private String person(Actor actor, @Nullable UUID id) {
        return called.shortPerson(people.of(actor, id));
    }
}
