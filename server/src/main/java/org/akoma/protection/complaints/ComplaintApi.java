package org.akoma.protection.complaints;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Complaints about staff as JSON: everybody raises, those whom they reach read. */
@RestController
@RequestMapping("/api/v1/complaints")
class ComplaintApi {

    private final Complaints complaints;

    ComplaintApi(Complaints complaints) {
        this.complaints = complaints;
    }

    /** @param notice what to know where nobody reads it now; null = somebody does */
    record RaisedView(UUID id, boolean read, @Nullable String notice) {
        static RaisedView of(Complaints.Raised one) {
            return new RaisedView(one.id(), one.read(), one.read() ? null : one.notice());
        }
    }

    record ComplaintView(
            UUID id,
            Instant raisedAt,
            String structure,
            Complaint.Kind kind,
            String state,
            Complaint.@Nullable Outcome outcome) {
        static ComplaintView of(Complaint one) {
            return new ComplaintView(one.id(), one.raisedAt(), one.structure(), one.kind(), one.state(), one.outcome());
        }
    }

    record OneView(ComplaintView complaint, Complaint.SealedText words, List<Complaint.Step> steps) {}

    /** {@code {"id","structure","kind","what","persons":[codes],"about","child","contact","unnamed","focalConcerned"}}. */
    @ApiResponse(responseCode = "201", description = "What was raised", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<RaisedView> raise(Actor actor, Submission<RaiseComplaint.Input> submission) {
        UUID sent = submission.form().id("id");
        UUID id = sent == null ? UUID.randomUUID() : sent; // unlike Ids, it tells no time
        return ApiResponses.created(
                submission.given("id", id), input -> complaints.send(actor, input.command()), RaisedView::of);
    }

    @GetMapping
    ResponseEntity<ItemList<ComplaintView>> all(Actor actor) {
        if (!complaints.judges(actor)) return Problem.notFound();
        return ResponseEntity.ok(ItemList.of(complaints.all(actor), ComplaintView::of));
    }

    /** @param day on which it was raised */
    record UnreadView(String structure, LocalDate day) {
        static UnreadView of(ComplaintStore.Unread one) {
            return new UnreadView(one.structure(), one.day());
        }
    }

    /** Those that nobody may read, for an administrator who may appoint a reader: no word, no name, no kind. */
    @GetMapping("/unread")
    ResponseEntity<ItemList<UnreadView>> unread(Actor actor) {
        if (!complaints.appoints(actor)) return Problem.notFound();
        return ResponseEntity.ok(ItemList.of(complaints.unread(actor), UnreadView::of));
    }

    @GetMapping("/{id}")
    ResponseEntity<OneView> one(Actor actor, @PathVariable UUID id) {
        return ApiResponses.read(
                complaints.read(actor, id), one -> new OneView(ComplaintView.of(one), one.words(), one.steps()));
    }
}
