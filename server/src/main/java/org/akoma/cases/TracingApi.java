package org.akoma.cases;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.akoma.ETag;
import org.akoma.Form;
import org.akoma.Problem;
import org.akoma.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The search for a child's family, as JSON. A verification answers 202 with the tracing as it still is and the decision that waits: a
 * supervisor agrees at {@code /api/v1/decisions/{id}/verdict}.
 */
@RestController
@RequestMapping("/api/v1/cases/{code}/tracings")
class TracingApi {

    private final Tracings tracings;

    TracingApi(Tracings tracings) {
        this.tracings = tracings;
    }

    /** @param waiting the decision that has to be taken before the family counts as verified; null = none */
    record TracingView(
            UUID id,
            Tracing.Status status,
            LocalDate openedOn,
            @Nullable String verifiedBy,
            @Nullable LocalDate verifiedOn,
            @Nullable Boolean returnSafe,
            @Nullable String found,
            @Nullable String safety,
            @Nullable UUID waiting,
            int version) {
        static TracingView of(Tracing t, @Nullable UUID waiting) {
            return new TracingView(
                    t.id(),
                    t.status(),
                    t.openedOn(),
                    t.verifiedBy(),
                    t.verifiedOn(),
                    t.returnSafe(),
                    t.words().found(),
                    t.words().safety(),
                    waiting,
                    t.version());
        }
    }

    @GetMapping
    ResponseEntity<?> tracings(Actor actor, @PathVariable String code) {
        return Answers.items(tracings.of(actor, code), one -> view(actor, one));
    }

    @PostMapping
    ResponseEntity<?> trace(Actor actor, @PathVariable String code, @RequestBody Map<String, Object> body) {
        return trace(actor, code, Form.ofJson(body), null, null);
    }

    @PutMapping("/{id}")
    ResponseEntity<?> retrace(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Map<String, Object> body) {
        Integer version = ETag.version(ifMatch);
        return version == null ? Answers.preconditionRequired() : trace(actor, code, Form.ofJson(body), id, version);
    }

    private ResponseEntity<?> trace(Actor actor, String code, Form form, @Nullable UUID id, @Nullable Integer version) {
        TraceFamily command = PlacementForm.tracing(form, id, version);
        if (!form.refuseUnknown().isSound() || command == null) return Problem.of(form.errors());
        HttpStatus done = version == null ? HttpStatus.CREATED : HttpStatus.OK;
        if (version != null && command.status() == Tracing.Status.VERIFIED) done = HttpStatus.ACCEPTED;
        return Answers.tagged(tracings.trace(actor, code, command), done, Tracing::version, one -> view(actor, one));
    }

    private TracingView view(Actor actor, Tracing one) {
        return TracingView.of(one, tracings.waiting(actor, one.id()));
    }
}
