package org.akoma.ground.oversight;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people read beyond what is usual, as JSON. */
@RestController
@RequestMapping("/api/v1/unusual-readings")
class UnusualReadingApi {

    private final UnusualReadings readings;

    UnusualReadingApi(UnusualReadings readings) {
        this.readings = readings;
    }

    /**
     * @param about of NAMED, codes of the workshops; else null
     * @param incident that the judgement opened: in the answer about one, to a data protection officer whom it is not about
     */
    record View(
            UUID id,
            String person,
            LocalDate day,
            UnusualReading.Rule rule,
            int files,
            int most,
            @Nullable String about,
            Instant foundAt,
            UnusualReading.State state,
            @Nullable String explainedBy,
            @Nullable Instant explainedAt,
            @Nullable String explanation,
            @Nullable String judgedBy,
            @Nullable Instant judgedAt,
            UnusualReading.@Nullable Verdict verdict,
            @Nullable String why,
            @Nullable UUID incident) {
        static View of(UnusualReading one, @Nullable UUID incident) {
            return new View(
                    one.id(),
                    one.person(),
                    one.day(),
                    one.rule(),
                    one.files(),
                    one.most(),
                    one.about(),
                    one.foundAt(),
                    one.state(),
                    one.explainedBy(),
                    one.explainedAt(),
                    one.explanation(),
                    one.judgedBy(),
                    one.judgedAt(),
                    one.verdict(),
                    one.why(),
                    incident);
        }
    }

    record Items(List<View> items, @Nullable String next) {}

    @Operation(
            summary =
                    "Reading beyond what is usual, newest first; filters: person, state. A supervisor gets that of the people whom they lead; nobody their own")
    @GetMapping
    ResponseEntity<Items> list(Actor actor, HttpServletRequest request) {
        if (!UnusualReadings.reads(actor)) return Problem.forbidden();
        Form form = Form.of(request.getParameterMap());
        ListReadings wanted = ListReadings.of(form);
        if (!form.refuseUnknown().isSound() || wanted == null) return Problem.of(form.errors());
        UnusualReadings.Page page = readings.list(actor, wanted);
        return ResponseEntity.ok(new Items(
                page.readings().stream().map(one -> View.of(one, null)).toList(), page.next()));
    }

    @GetMapping("/{id}")
    ResponseEntity<View> one(Actor actor, @PathVariable UUID id) {
        if (!UnusualReadings.reads(actor)) return Problem.forbidden();
        return readings.find(actor, id)
                .map(one -> ResponseEntity.ok(View.of(one, readings.incident(actor, id))))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Say, as the supervisor of who read, what it was for; once")
    @ApiResponse(responseCode = "204", description = "It is explained", useReturnTypeSchema = true)
    @PostMapping("/{id}/explanation")
    ResponseEntity<Void> explain(Actor actor, @PathVariable UUID id, Submission<ExplainReading> submission) {
        if (!UnusualReadings.explains(actor)) return Problem.forbidden();
        ExplainReading said = submission.read();
        return said == null
                ? Problem.of(submission.errors())
                : answer(readings.explain(actor, id, said), "explanation");
    }

    @Operation(summary = "Judge it, as the data protection officer; once, and not one's own")
    @ApiResponse(responseCode = "204", description = "It is judged", useReturnTypeSchema = true)
    @PostMapping("/{id}/judgement")
    ResponseEntity<Void> judge(Actor actor, @PathVariable UUID id, Submission<JudgeReading> submission) {
        if (!UnusualReadings.judges(actor)) return Problem.forbidden();
        JudgeReading said = submission.read();
        return said == null ? Problem.of(submission.errors()) : answer(readings.judge(actor, id, said), "why");
    }

    private static ResponseEntity<Void> answer(UnusualReading.Outcome outcome, String words) {
        return switch (outcome) {
            case DONE -> ResponseEntity.noContent().build();
            case WHY -> Problem.of(List.of(FieldError.of(words, "form.required")));
            case MANY -> Problem.of(List.of(FieldError.of("verdict", "oversight.incident-many")));
            case BESIDE -> Problem.of(HttpStatus.CONFLICT, "oversight.reading-beside");
            case CHANGED -> Problem.of(HttpStatus.CONFLICT, "oversight.reading-over");
            case NOT_FOUND -> Problem.notFound();
            case FORBIDDEN -> Problem.forbidden();
        };
    }
}
