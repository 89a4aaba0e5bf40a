package org.akoma.protection.wellbeing;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The Child Status Index as JSON: factor by factor. There is no total to ask for. */
@RestController
@RequestMapping("/api/v1/cases/{code}/csi")
class CsiApi {

    private final StatusIndexes indexes;
    private final PersonCodes people;
    private final Clock clock;

    CsiApi(StatusIndexes indexes, PersonCodes people, Clock clock) {
        this.indexes = indexes;
        this.people = people;
        this.clock = clock;
    }

    /** @param change against the index before it: later less earlier, a factor each; a factor that is missing from one is left out */
    record CsiView(
            UUID id,
            Csi.Wave wave,
            LocalDate on,
            Instant recordedAt,
            @Nullable String assessor,
            List<Csi.Informant> informants,
            Map<CsiFactor, Integer> scores,
            Map<CsiFactor, Csi.Missing> missing,
            Map<CsiFactor, Integer> change,
            @Nullable String seen,
            @Nullable String planned) {}

    record ActionView(
            UUID id,
            @Nullable UUID csi,
            @Nullable UUID alert,
            CsiConsequence.Kind kind,
            List<CsiFactor> factors,
            Instant due,
            @Nullable Instant until,
            CsiAction.@Nullable End endedBy,
            @Nullable String done,
            @Nullable UUID goal,
            @Nullable String referral) {
        static ActionView of(CsiAction one) {
            return new ActionView(
                    one.id(),
                    one.csi(),
                    one.alert(),
                    one.kind(),
                    one.factors(),
                    one.due(),
                    one.until(),
                    one.endedBy(),
                    one.words() == null ? null : one.words().done(),
                    one.goal(),
                    one.referral());
        }
    }

    record NextView(Csi.Wave wave, LocalDate due) {}

    record StandingView(
            List<CsiView> items,
            List<ActionView> actions,
            @Nullable NextView next) {}

    /** Newest first; {@code asOf}: as of a past day. */
    @PastDays
    @GetMapping
    ResponseEntity<StandingView> all(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        LocalDate asOf = form.pastDay("asOf", LocalDate.now(clock));
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        Outcome<StatusIndexes.Standing> found = asOf == null ? indexes.of(actor, code) : indexes.of(actor, code, asOf);
        return ApiResponses.of(found, standing -> {
            List<Csi> all = standing.indexes();
            Map<UUID, String> codes =
                    people.of(actor, all.stream().map(Csi::assessor).toList());
            List<CsiView> views = Stream.iterate(0, n -> n < all.size(), n -> n + 1)
                    .map(n -> view(all.get(n), n + 1 < all.size() ? all.get(n + 1) : null, codes))
                    .toList();
            CsiCalendar.Expected next = standing.next();
            return ResponseEntity.ok(new StandingView(
                    views,
                    standing.actions().stream().map(ActionView::of).toList(),
                    next == null ? null : new NextView(next.wave(), next.on())));
        });
    }

    private static CsiView view(Csi one, @Nullable Csi before, Map<UUID, String> codes) {
        Map<CsiFactor, Integer> change = new TreeMap<>();
        Arrays.stream(CsiFactor.values())
                .map(factor -> CsiChange.of(factor, before, one))
                .filter(found -> found.change() != null)
                .forEach(found -> change.put(found.factor(), found.change()));
        return new CsiView(
                one.id(),
                one.wave(),
                one.on(),
                one.recordedAt(),
                codes.get(one.assessor()),
                one.informants(),
                new TreeMap<>(one.levels()),
                new TreeMap<>(one.missing()),
                change,
                one.words().seen(),
                one.words().planned());
    }

    @ApiResponse(responseCode = "201", description = "The index", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<CsiView> record(Actor actor, @PathVariable String code, Submission<RecordCsi.Input> submission) {
        ResponseEntity<CsiView> answer = ApiResponses.created(
                submission.alsoWrong(legible -> indexes.refusals(actor, code, legible)),
                input -> indexes.record(actor, code, input.command()),
                made -> view(made, null, people.of(actor, List.of(made.assessor()))));
        return answer.getStatusCode().is4xxClientError()
                        && indexes.alarmFirst(actor, code, RecordCsi.readable(submission, LocalDate.now(clock)))
                ? Problem.also(answer, FieldError.of("alert", "followup.alert-went-first"))
                : answer;
    }

    /** The work that an index asked for is done; an action of the plan names the goal of the approved plan that answers it. */
    @PostMapping("/actions/{id}/done")
    ResponseEntity<ActionView> finish(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<CsiAction.Finish> submission) {
        return ApiResponses.done(
                submission,
                input -> indexes.finish(actor, code, id, new CsiAction.SealedText(input.done()), input.goal()),
                ActionView::of);
    }
}
