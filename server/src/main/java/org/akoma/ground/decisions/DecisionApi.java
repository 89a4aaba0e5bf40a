package org.akoma.ground.decisions;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a second person. */
@RestController
@RequestMapping("/api/v1/decisions")
class DecisionApi {

    private final DecisionList list;

    DecisionApi(DecisionList list) {
        this.list = list;
    }

    /** @param about the code of the file, person or structure */
    record DecisionLine(UUID id, String kind, String about, String proposedBy, Instant proposedAt, String state) {
        static DecisionLine of(DecisionList.Line line) {
            Decision one = line.decision();
            return new DecisionLine(
                    one.id(),
                    one.kind(),
                    line.title(),
                    line.proposedBy(),
                    one.proposedAt(),
                    one.state().name());
        }
    }

    /** @param decided by the caller in the last fourteen days */
    record DecisionLines(List<DecisionLine> waiting, List<DecisionLine> mine, List<DecisionLine> decided) {}

    /** @param field the last part of the key of its label */
    record DecisionField(String field, List<Object> before, List<Object> after) {}

    record DecisionView(
            UUID id,
            String kind,
            String about,
            @Nullable String address,
            UUID subject,
            int version,
            String state,
            String proposedBy,
            Instant proposedAt,
            @Nullable String why,
            @Nullable String decidedBy,
            @Nullable Instant endedAt,
            @Nullable String reason,
            List<String> notes,
            List<DecisionField> fields,
            List<String> deciders,
            boolean mayDecide,
            boolean mayWithdraw,
            boolean mayRefuse,
            @Nullable String drawn) {

        static DecisionView of(DecisionDetail one) {
            Decision decision = one.decision();
            return new DecisionView(
                    decision.id(),
                    decision.kind(),
                    one.shown().title(),
                    one.shown().address(),
                    decision.subject(),
                    decision.version(),
                    decision.state().name(),
                    one.proposedBy(),
                    decision.proposedAt(),
                    decision.why(),
                    one.decidedBy(),
                    decision.endedAt(),
                    decision.reason(),
                    one.shown().notes().stream().map(Shown.Note::sentence).toList(),
                    one.shown().fields().stream().map(DecisionView::field).toList(),
                    one.deciders(),
                    one.mayDecide(),
                    one.mayWithdraw(),
                    one.mayDecide() && one.mayRefuse(),
                    one.drawn());
        }

        private static List<Object> plain(List<Object> values) {
            return values.stream()
                    .map(one -> one instanceof Shown.Line line ? line.toString() : one)
                    .toList();
        }

        private static DecisionField field(Shown.Field field) {
            String name = field.label().substring(field.label().lastIndexOf('.') + 1);
            return new DecisionField(name, plain(field.before()), plain(field.after()));
        }
    }

    @Operation(
            summary =
                    "What waits for the caller's decision, oldest first; what the caller asked others and decided in the last fortnight, newest first")
    @GetMapping
    ResponseEntity<DecisionLines> all(Actor actor) {
        return ResponseEntity.ok(new DecisionLines(
                list.waiting(actor).stream().map(DecisionLine::of).toList(),
                list.mine(actor).stream().map(DecisionLine::of).toList(),
                list.decided(actor).stream().map(DecisionLine::of).toList()));
    }

    @Operation(summary = "One decision: what is proposed beside what was decided last, and who may decide")
    @GetMapping("/{id}")
    ResponseEntity<DecisionView> one(Actor actor, @PathVariable UUID id) {
        return list.read(actor, id)
                .map(one -> ResponseEntity.ok(DecisionView.of(one)))
                .orElseGet(Problem::notFound);
    }

    @Operation(
            summary =
                    "The second person's word: agreed, or false with a reason; some kinds want the six digits again (secondFactor), or what the request draws (drawn)")
    @PostMapping("/{id}/verdict")
    ResponseEntity<DecisionView> decide(Actor actor, @PathVariable UUID id, Submission<DecideProposal> submission) {
        DecideProposal said = submission.read();
        if (said == null) return Problem.of(submission.errors());
        return answer(actor, id, list.decide(actor, id, said));
    }

    @Operation(summary = "Take back what one proposed, while it waits")
    @PostMapping("/{id}/withdrawal")
    ResponseEntity<DecisionView> withdraw(Actor actor, @PathVariable UUID id) {
        return answer(actor, id, list.withdraw(actor, id));
    }

    private ResponseEntity<DecisionView> answer(Actor actor, UUID id, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Done done ->
                list.find(actor, id)
                        .map(one -> ResponseEntity.ok(DecisionView.of(one)))
                        .orElseGet(() -> ResponseEntity.noContent().build()); // a deputy sees it no more
            case Verdict.NotFound none -> Problem.notFound();
            case Verdict.Forbidden others -> Problem.of(HttpStatus.FORBIDDEN, "access.decision-elsewhere");
            case Verdict.OwnWork own -> Problem.of(HttpStatus.FORBIDDEN, "access.decision-own");
            case Verdict.Changed anew -> Problem.of(HttpStatus.CONFLICT, "access.decision-changed");
            case Verdict.NotWaiting over -> Problem.of(HttpStatus.CONFLICT, "access.decision-over");
            case Verdict.Refused(var errors) -> Problem.of(errors);
        };
    }
}
