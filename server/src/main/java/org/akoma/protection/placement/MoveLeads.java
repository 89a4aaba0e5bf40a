package org.akoma.protection.placement;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a supervisor has to know of a move before they answer it, as sentences. Call inside an actor's transaction. */
@Component
class MoveLeads {

    private final PlacementStore places;
    private final KnownDoubles doubles;
    private final KnownDangers dangers;
    private final PersonCodes people;
    private final Formats words;
    private final Names called;

    MoveLeads(
            PlacementStore places,
            KnownDoubles doubles,
            KnownDangers dangers,
            PersonCodes people,
            Formats words,
            Names called) {
        this.places = places;
        this.doubles = doubles;
        this.dangers = dangers;
        this.people = people;
        this.words = words;
        this.called = called;
    }

    /** Of a move that has begun: a refusal sends the child, on paper, to where it lived before. */
    List<Shown.Note> ofMove(Actor actor, CaseFile file, Decision decision) {
        return Stream.concat(back(actor, file, decision).stream(), doubles.of(file).stream())
                .toList();
    }

    private List<Shown.Note> back(Actor actor, CaseFile file, Decision decision) {
        Placement before = before(file, decision).orElse(null);
        String until = words.moment(decision.proposedAt().plus(Duration.ofDays(1)));
        String worker = person(actor, file.workerId());
        if (before == null)
            return Stream.concat(
                            left(file).stream(),
                            Stream.of(Shown.Note.of(words.text("decisions.note.move.nowhere", until, worker))))
                    .toList();
        String kind = words.code("placement-kind", before.kind());
        Shown.Note from =
                Shown.Note.of(words.text("decisions.note.move.from", kind, words.date(before.since()), until));
        if (!places.leadsIntoDanger(decision.subject()))
            return Stream.concat(
                            dangers.ofMove(file, decision).stream(),
                            Stream.of(from, Shown.Note.of(words.text("decisions.note.move.refuse", kind, worker))))
                    .toList();
        return Stream.of(
                        places.dangersLeft(decision.subject()).stream().map(this::danger),
                        Stream.of(from, Shown.Note.of(words.text("decisions.note.move.kept", kind))))
                .flatMap(all -> all)
                .toList();
    }

    /** The alert for which the child may not go back. */
    private Shown.Note danger(PlacementStore.DangerLeft left) {
        return dangers.named(left, "decisions.note.move.danger.runs", "decisions.note.move.danger.closed");
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

    private String person(Actor actor, @Nullable UUID id) {
        return called.shortPerson(people.of(actor, id));
    }
}
