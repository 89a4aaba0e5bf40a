package org.akoma.cases;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.access.Actor;
import org.akoma.access.Decision;
import org.akoma.access.Shown;
import org.akoma.pages.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the second person has to know of just this request before they answer it, as sentences. Call inside an Entry. */
@Component
class DecisionLeads {

    private final PlacementStore places;
    private final FamilyStore families;
    private final ClosureStore closures;
    private final GuardianStore guardians;
    private final FormerRecords former;
    private final Corrections corrections;
    private final PersonCodes people;
    private final ObjectProvider<ClosureEvidence> rooms;
    private final Words words;

    DecisionLeads(
            PlacementStore places,
            FamilyStore families,
            ClosureStore closures,
            GuardianStore guardians,
            FormerRecords former,
            Corrections corrections,
            PersonCodes people,
            ObjectProvider<ClosureEvidence> rooms,
            Words words) {
        this.places = places;
        this.families = families;
        this.closures = closures;
        this.guardians = guardians;
        this.former = former;
        this.corrections = corrections;
        this.people = people;
        this.rooms = rooms;
        this.words = words;
    }

    /** Of a move that has begun: a refusal sends the child, on paper, to where it lived before. */
    List<Shown.Note> ofMove(Actor actor, CaseFile file, Decision decision) {
        Placement before = before(file, decision).orElse(null);
        String until = words.moment(decision.proposedAt().plus(Duration.ofDays(1)));
        String worker = person(actor, file.workerId());
        if (before == null)
            return Stream.concat(
                            left(file).stream(),
                            Stream.of(Shown.Note.of(words.text("decisions.note.move.nowhere", until, worker))))
                    .toList();
        String kind = words.code("placement-kind", before.kind());
        return List.of(
                Shown.Note.of(words.text("decisions.note.move.from", kind, words.date(before.since()), until)),
                Shown.Note.of(words.text("decisions.note.move.refuse", kind, worker)));
    }

    /** Where the child lived last, of which somebody wrote that it left, and why; of one who is searched for, where it was gone from. */
    private Optional<Shown.Note> left(CaseFile file) {
        return places.of(file.id()).stream()
                .filter(one -> one.left() != null
                        && (file.lostSince() == null || one.left().isMissing()))
                .max(Comparator.comparing(Placement::until, Comparator.nullsFirst(Comparator.naturalOrder())))
                .map(one -> Shown.Note.of(words.text(
                        "decisions.note.move.left",
                        words.code("placement-kind", one.kind()),
                        words.date(one.until()),
                        words.code("leave-reason", one.left()))));
    }

    /** Where the child lived before the move; empty where that was nowhere. */
    Optional<Placement> before(CaseFile file, Decision decision) {
        return places.before(decision.subject()).flatMap(home -> places.find(file.id(), home));
    }

    /** Of what lets a child live with its family: what one person alone replaced of the danger there. */
    List<Shown.Note> ofFamily(Actor actor, CaseFile file, Decision decision) {
        LocalDate unbarred = families.unbarredOn(file.id()).orElse(null);
        if (unbarred == null) return List.of();
        List<Shown.Note> notes = former.barring(file.id()).stream()
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
        families.find(file.id())
                .map(Versioned::value)
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

    /** Of a closing: what bars it today, that a death is asked about before it is agreed to, and the alerts that end with the file. */
    List<Shown.Note> ofClosure(Actor actor, CaseFile file, Decision decision) {
        List<Shown.Note> notes = new ArrayList<>();
        String code = Proposed.text(decision, "closureCode");
        String bar = code == null ? null : closures.bar(file.id(), Closure.Code.valueOf(code));
        if (bar != null) notes.add(bar(file, bar));
        if (Closure.Code.DEATH.name().equals(code))
            notes.add(Shown.Note.of(words.text("decisions.note.death", person(actor, decision.proposedBy()))));
        if (bar != null) return notes;
        String open = rooms.orderedStream()
                .flatMap(room -> room.openAlerts(file).stream())
                .map(one -> words.code("alert-type", one))
                .distinct()
                .collect(Collectors.joining(", "));
        if (!open.isEmpty()) notes.add(Shown.Note.of(words.text("decisions.note.alerts", open)));
        return notes;
    }

    private Shown.Note bar(CaseFile file, String bar) {
        String sentence = words.text("error." + bar);
        return bar.equals("cases.closure-holds-double")
                ? Shown.Note.of(sentence)
                : new Shown.Note(sentence, "/cases/" + file.code() + "/alerts", words.text("way." + bar));
    }

    private String person(Actor actor, @Nullable UUID id) {
        return words.orUnknown(id == null ? null : people.of(actor, List.of(id)).get(id));
    }
}
