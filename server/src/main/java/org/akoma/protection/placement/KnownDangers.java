package org.akoma.protection.placement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileDecidable;
import org.springframework.stereotype.Component;

/**
 * Which alerts of danger a second person has to know of before they answer for a home or a return: those that run, and those that were closed since the
 * child came where it lives; of a shelter in which it lived before, those that may be about that shelter; and which other open files the child has. Call inside
 * an actor's transaction.
 */
@Component
public class KnownDangers {

    private final PlacementStore places;
    private final ShelterDangerStore shelters;
    private final KnownDoubles doubles;
    private final Formats words;

    KnownDangers(PlacementStore places, ShelterDangerStore shelters, KnownDoubles doubles, Formats words) {
        this.shelters = shelters;
        this.places = places;
        this.doubles = doubles;
        this.words = words;
    }

    public List<Shown.Note> of(Actor actor, CaseFile file, Decision decision) {
        List<PlacementStore.DangerLeft> known = places.dangersKnown(file.id(), decision.subject());
        List<Shown.Note> notes = new ArrayList<>(known.stream().map(this::named).toList());
        if (comesBack(file, decision)) notes.add(Shown.Note.of(words.text("decisions.note.danger.lived")));
        if (known.stream().anyMatch(one -> one.closedAt() == null))
            notes.add(Shown.Note.of(words.text("decisions.note.danger.runs")));
        notes.addAll(doubles.of(file));
        return notes;
    }

    /** Of a move into a shelter: where the child lived there before, the alerts that may be about it. */
    List<Shown.Note> ofMove(CaseFile file, Decision decision) {
        if (!comesBack(file, decision)) return List.of();
        return Stream.concat(
                        places.dangersKnown(file.id(), decision.subject()).stream()
                                .map(this::named),
                        Stream.of(Shown.Note.of(words.text("decisions.note.danger.lived"))))
                .toList();
    }

    /** Whether the stay that is decided about is in a shelter in which the child lived before, and a danger may be about it. */
    private boolean comesBack(CaseFile file, Decision decision) {
        return places.find(file.id(), decision.subject())
                .map(Placement::shelterId)
                .filter(shelter -> shelters.mayBeOfDanger(file.id(), shelter, decision.subject()))
                .isPresent();
    }

    /** The dangers before what else has to be known. */
    public FileDecidable.Lead before(FileDecidable.Lead others) {
        return (actor, file, decision) -> Stream.concat(
                        of(actor, file, decision).stream(), others.of(actor, file, decision).stream())
                .toList();
    }

    private Shown.Note named(PlacementStore.DangerLeft danger) {
        return named(danger, "decisions.note.danger.open", "decisions.note.danger.closed");
    }

    /**
     * The alert, with a link to it.
     *
     * @param open key of what is said of one that runs
     * @param closed key of what is said of one that was closed, with the moment
     */
    Shown.Note named(PlacementStore.DangerLeft danger, String open, String closed) {
        Instant closedAt = danger.closedAt();
        String sentence = words.code("alert-type", danger.type()) + ", "
                + (closedAt == null ? words.text(open) : words.text(closed, words.moment(closedAt)));
        return new Shown.Note(sentence, "/alerts/" + danger.alert(), words.text("decisions.note.move.danger.open"));
    }
}
