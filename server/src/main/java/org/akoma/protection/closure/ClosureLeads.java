package org.akoma.protection.closure;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.Proposed;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What a supervisor has to know of a closing before they answer it, as sentences. Call inside an actor's transaction. */
@Component
class ClosureLeads {

    private final ClosureStore closures;
    private final PersonCodes people;
    private final ObjectProvider<ClosureEvidence> rooms;
    private final Formats words;
    private final Names called;

    ClosureLeads(
            ClosureStore closures,
            PersonCodes people,
            ObjectProvider<ClosureEvidence> rooms,
            Formats words,
            Names called) {
        this.closures = closures;
        this.people = people;
        this.rooms = rooms;
        this.words = words;
        this.called = called;
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
        return called.shortPerson(people.of(actor, id));
    }
}
