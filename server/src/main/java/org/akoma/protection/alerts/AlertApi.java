package org.akoma.protection.alerts;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.Included;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Alerts as JSON. A step that names in {@code If-Match} the version it was decided on is refused with 409 and the fields that differ when somebody was faster.
 */
@RestController
@RequestMapping("/api/v1")
class AlertApi implements Included<AlertApi.AlertView> {

    private final Alerts alerts;
    private final AlertLists lists;
    private final AlertTexts texts;
    private final Clock clock;

    AlertApi(Alerts alerts, AlertLists lists, AlertTexts texts, Clock clock) {
        this.texts = texts;
        this.alerts = alerts;
        this.lists = lists;
        this.clock = clock;
    }

    /**
     * @param grave whether the index that raised it says that the child may wish to die: danger to its life
     * @param due the clock that runs; null when none does
     */
    record AlertView(
            UUID id,
            Alert.Type type,
            boolean grave,
            @Nullable String child,
            Alert.Source source,
            Alert.State state,
            Instant raisedAt,
            @Nullable Instant due,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant safeAt,
            @Nullable Instant policeAt,
            @Nullable Instant closedAt,
            Alert.@Nullable Outcome outcome,
            @Nullable Boolean encrypted,
            @Nullable Integer filesOnDevice) {
        static AlertView of(Alert a) {
            return new AlertView(
                    a.id(),
                    a.type(),
                    a.grave(),
                    a.code(),
                    a.source(),
                    a.state(),
                    a.raisedAt(),
                    a.due(),
                    a.acknowledgedAt(),
                    a.safeAt(),
                    a.policeAt(),
                    a.closedAt(),
                    a.outcome(),
                    a.encrypted(),
                    a.filesOnDevice());
        }
    }

    record ActionView(
            UUID id,
            AlertAction.Kind kind,
            Instant at,
            @Nullable String text) {}

    /** @param reportDue until when the offence is to be reported (T16); null when that does not wait */
    record OneView(
            AlertView alert,
            String what,
            @Nullable String where,
            @Nullable Instant reportDue,
            List<ActionView> actions,
            int version) {
        static OneView of(AlertTold told) {
            return new OneView(
                    AlertView.of(told.alert()),
                    told.words().what(),
                    told.words().where(),
                    told.report() == null ? null : told.report().due(),
                    told.actions().stream()
                            .map(one -> new ActionView(
                                    one.id(),
                                    one.kind(),
                                    one.at(),
                                    one.words() == null ? null : one.words().text()))
                            .toList(),
                    told.version());
        }
    }

    record Page(List<AlertView> items, @Nullable String next) {}

    /** Those that the caller answers for, danger that nobody has taken on first: {@code state=open|all}, {@code asOf}, {@code limit}, {@code cursor}. */
    @PastDays
    @GetMapping("/alerts")
    ResponseEntity<Page> list(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        AlertQuery asked = AlertListForm.read(form, clock);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        AlertLists.Page page = lists.page(actor, asked);
        return ResponseEntity.ok(new Page(
                page.alerts().stream().map(AlertView::of).toList(),
                page.next() == null ? null : page.next().text()));
    }

    @GetMapping("/alerts/{id}")
    ResponseEntity<OneView> one(Actor actor, @PathVariable UUID id) {
        return alerts.read(actor, id).map(this::shown).orElseGet(Problem::notFound);
    }

    /** {@code asOf}: as they were at the end of that day. */
    @PastDays
    @GetMapping("/cases/{code}/alerts")
    ResponseEntity<ItemList<AlertView>> ofChild(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        Instant then = form.endOfPastDay(PastDays.PARAMETER, LocalDate.now(clock));
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return ApiResponses.items(then == null ? alerts.of(actor, code) : alerts.of(actor, code, then), AlertView::of);
    }

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public Optional<List<AlertView>> included(Actor actor, String code) {
        return Included.of(alerts.of(actor, code), all -> ItemList.of(all, AlertView::of));
    }

    @ApiResponse(responseCode = "201", description = "The alert", useReturnTypeSchema = true)
    @PostMapping("/cases/{code}/alerts")
    ResponseEntity<AlertView> raise(
            Actor actor, @PathVariable String code, Submission<RaiseAlert.OfChild.Input> submission) {
        return ApiResponses.created(submission, input -> alerts.raise(actor, code, input.command()), AlertView::of);
    }

    /** A child who was missing is back. It ends nothing, who follows the child hears of it. */
    @ApiResponse(responseCode = "201", description = "The id", useReturnTypeSchema = true)
    @PostMapping("/cases/{code}/alerts/back")
    ResponseEntity<Map<String, UUID>> back(
            Actor actor, @PathVariable String code, Submission<RaiseAlert.Back.Input> submission) {
        return ApiResponses.created(
                submission, input -> alerts.sayBack(actor, code, input.command()), id -> Map.of("id", id));
    }

    /** A lost telephone or tablet: everybody may. */
    @ApiResponse(responseCode = "201", description = "The alert", useReturnTypeSchema = true)
    @PostMapping("/alerts")
    ResponseEntity<AlertView> device(Actor actor, Submission<RaiseAlert.OfDevice.Input> submission) {
        return ApiResponses.created(submission, input -> alerts.raise(actor, input.command()), AlertView::of);
    }

    @PostMapping("/alerts/{alert}/acknowledgement")
    ResponseEntity<OneView> acknowledge(Actor actor, @PathVariable UUID alert, Submission<StepOnAlert> submission) {
        return answer(submission, step -> alerts.acknowledge(actor, alert, step.id(), step.version()));
    }

    @PostMapping("/alerts/{alert}/actions")
    ResponseEntity<OneView> act(Actor actor, @PathVariable UUID alert, Submission<ActOnAlert> submission) {
        return answer(
                submission.alsoWrong(ActOnAlert::inPart),
                act -> alerts.act(actor, alert, act.id(), act.kind(), act.words(), act.version()));
    }

    /** The child's worker is asked to write whether the child is safe, where that is what lacks to close the alert. */
    @PostMapping("/alerts/{alert}/asking")
    ResponseEntity<OneView> ask(Actor actor, @PathVariable UUID alert, Submission<StepOnAlert> submission) {
        return answer(submission, step -> alerts.ask(actor, alert, step.id(), step.version()));
    }

    /** {@code FOUND} confirms that a lost child was found, by who did not write that step of the search. */
    @PostMapping("/alerts/{alert}/closing")
    ResponseEntity<OneView> close(Actor actor, @PathVariable UUID alert, Submission<CloseAlert> submission) {
        return answer(
                submission,
                close -> alerts.close(actor, alert, close.id(), close.outcome(), close.end(), close.version()));
    }

    private <C> ResponseEntity<OneView> answer(Submission<C> submission, Function<C, Outcome<AlertTold>> step) {
        return ApiResponses.of(submission, step, this::shown);
    }

    private ResponseEntity<OneView> shown(AlertTold told) {
        return ResponseEntity.ok().eTag(ETag.of(told.version())).body(OneView.of(texts.told(told)));
    }
}
