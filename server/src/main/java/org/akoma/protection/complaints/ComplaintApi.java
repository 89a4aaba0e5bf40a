package org.akoma.protection.complaints;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
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
            return new RaisedView(one.id(), one.read(), one.read() ? null : "followup.complaint-unread");
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
    @PostMapping
    ResponseEntity<?> raise(Actor actor, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        RaiseComplaint command = ComplaintForm.read(form);
        if (!form.refuseUnknown().isSound() || command == null) return Problem.of(form.errors());
        return ApiResponses.created(complaints.raise(actor, command), RaisedView::of);
    }

    @GetMapping
    ResponseEntity<ItemList<ComplaintView>> all(Actor actor) {
        if (!complaints.judges(actor)) return Problem.notFound();
        return ResponseEntity.ok(ItemList.of(complaints.all(actor), ComplaintView::of));
    }

    @GetMapping("/{id}")
    ResponseEntity<OneView> one(Actor actor, @PathVariable UUID id) {
        return ApiResponses.read(
                complaints.read(actor, id), one -> new OneView(ComplaintView.of(one), one.words(), one.steps()));
    }
}
