package org.akoma.protection.record;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Included;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is only ever added to a file: notes, medical records, decisions on the child's status. */
@RestController
@RequestMapping("/api/v1/cases/{code}")
class RecordApi implements Included<RecordApi.NoteView> {

    private final Notes notes;
    private final Medicals medicals;
    private final VictimStatuses statuses;
    private final PersonCodes people;

    RecordApi(Notes notes, Medicals medicals, VictimStatuses statuses, PersonCodes people) {
        this.notes = notes;
        this.medicals = medicals;
        this.statuses = statuses;
        this.people = people;
    }

    record NoteView(
            UUID id,
            Instant at,
            Note.Kind kind,
            String text,
            @Nullable String by) {
        static NoteView of(Note note, Map<UUID, String> codes) {
            return new NoteView(note.id(), note.at(), note.kind(), note.text(), codes.get(note.recordedBy()));
        }
    }

    /** The newest 500. */
    @GetMapping("/notes")
    ResponseEntity<ItemList<NoteView>> notes(Actor actor, @PathVariable String code) {
        return ApiResponses.read(notes.read(actor, code), all -> views(actor, all));
    }

    private ItemList<NoteView> views(Actor actor, List<Note> all) {
        return people.items(actor, all, Note::recordedBy, NoteView::of);
    }

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public Optional<List<NoteView>> included(Actor actor, String code) {
        return notes.read(actor, code).map(all -> views(actor, all).items());
    }

    @ApiResponse(responseCode = "201", description = "The note", useReturnTypeSchema = true)
    @PostMapping("/notes")
    ResponseEntity<NoteView> write(Actor actor, @PathVariable String code, Submission<WriteNote> submission) {
        return ApiResponses.created(
                submission,
                note -> notes.write(actor, code, note.id(), note.kind(), note.at(), note.text()),
                made -> NoteView.of(made, Map.of(actor.personId(), actor.code())));
    }

    /**
     * @param care what matters for the child's care
     * @param detail null for a reader who did not write it and is no provider of the structure that did
     */
    record MedicalView(
            UUID id,
            Instant at,
            Medical.Kind kind,
            boolean urgent,
            Medical.@Nullable Instrument instrument,
            @Nullable String edition,
            Medical.@Nullable Respondent respondent,
            @Nullable String outcome,
            @Nullable String care,
            @Nullable String detail,
            @Nullable String by) {
        static MedicalView of(Medical m, Map<UUID, String> codes) {
            Medical.Result result = m.result();
            return new MedicalView(
                    m.id(),
                    m.at(),
                    m.kind(),
                    m.urgent(),
                    result == null ? null : result.instrument(),
                    result == null ? null : result.edition(),
                    result == null ? null : result.respondent(),
                    result == null ? null : result.outcome(),
                    m.care(),
                    m.detail(),
                    codes.get(m.recordedBy()));
        }
    }

    @GetMapping("/medical")
    ResponseEntity<ItemList<MedicalView>> medical(Actor actor, @PathVariable String code) {
        return ApiResponses.read(
                medicals.read(actor, code), all -> people.items(actor, all, Medical::recordedBy, MedicalView::of));
    }

    @ApiResponse(responseCode = "201", description = "The record", useReturnTypeSchema = true)
    @PostMapping("/medical")
    ResponseEntity<MedicalView> examine(Actor actor, @PathVariable String code, Submission<WriteMedical> submission) {
        return ApiResponses.created(
                submission,
                made -> medicals.record(actor, code, made.by(actor.personId())),
                made -> MedicalView.of(made, Map.of(actor.personId(), actor.code())));
    }

    record DecisionView(
            UUID id,
            CaseFile.VictimStatus status,
            String organisation,
            LocalDate decidedOn,
            String reason,
            @Nullable String recordedBy,
            Instant recordedAt) {
        static DecisionView of(VictimDecision d, Map<UUID, String> codes) {
            return new DecisionView(
                    d.id(),
                    d.status(),
                    d.organisation(),
                    d.decidedOn(),
                    d.reason(),
                    codes.get(d.recordedBy()),
                    d.recordedAt());
        }
    }

    @GetMapping("/victim-status")
    ResponseEntity<ItemList<DecisionView>> decisions(Actor actor, @PathVariable String code) {
        return ApiResponses.read(
                statuses.read(actor, code),
                all -> people.items(actor, all, VictimDecision::recordedBy, DecisionView::of));
    }

    @ApiResponse(responseCode = "201", description = "The decision", useReturnTypeSchema = true)
    @PostMapping("/victim-status")
    ResponseEntity<DecisionView> decide(
            Actor actor, @PathVariable String code, Submission<DecideVictimStatus> submission) {
        return ApiResponses.created(
                submission,
                command -> statuses.decide(actor, code, command),
                made -> DecisionView.of(made, Map.of(actor.personId(), actor.code())));
    }
}
