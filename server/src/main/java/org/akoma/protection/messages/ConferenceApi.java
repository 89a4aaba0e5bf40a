package org.akoma.protection.messages;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Case conferences and what they decided, as JSON. A change of a plan names the version it was made from in {@code If-Match}; a step that names one is refused with 409
 * and the fields that differ when somebody was faster.
 */
@RestController
@RequestMapping("/api/v1")
class ConferenceApi {

    private static final int PAGE = 50;

    private final Conferences conferences;
    private final ConferenceDecisions decisions;
    private final PersonCodes people;

    ConferenceApi(Conferences conferences, ConferenceDecisions decisions, PersonCodes people) {
        this.conferences = conferences;
        this.decisions = decisions;
        this.people = people;
    }

    /** @param presence whether they were there: NAMED and ABSENT by the minutes, CONFIRMED and DENIED by their own word */
    record AttendanceView(
            @Nullable String person, @Nullable Boolean present, boolean withdrawn, Conference.Presence presence) {}

    record DecisionView(
            UUID id,
            @Nullable String file,
            int number,
            String text,
            @Nullable String owner,
            LocalDate dueOn,
            Decision.State state,
            @Nullable Instant settledAt,
            @Nullable String settledBy,
            @Nullable String note,
            int version) {
        static DecisionView of(Decision one, Map<UUID, String> codes) {
            UUID by = one.settledBy();
            return new DecisionView(
                    one.id(),
                    one.fileCode(),
                    one.number(),
                    one.text(),
                    codes.get(one.owner()),
                    one.dueOn(),
                    one.state(),
                    one.settledAt(),
                    by == null ? null : codes.get(by),
                    one.note(),
                    one.version());
        }
    }

    record ConferenceView(
            UUID id,
            @Nullable String file,
            Section section,
            Conference.State state,
            Instant plannedFor,
            @Nullable String chair,
            String agenda,
            @Nullable String place,
            List<AttendanceView> people,
            @Nullable Instant heldAt,
            @Nullable String minutes,
            @Nullable String others,
            List<DecisionView> decisions,
            @Nullable LocalDate nextDue,
            int version) {
        static ConferenceView of(Conference one, Map<UUID, String> codes) {
            Conference.Minutes minutes = one.minutes();
            return new ConferenceView(
                    one.id(),
                    one.fileCode(),
                    one.section(),
                    one.state(),
                    one.plannedFor(),
                    codes.get(one.chair()),
                    one.agenda().text(),
                    one.agenda().place(),
                    one.asked().stream()
                            .map(a ->
                                    new AttendanceView(codes.get(a.person()), a.present(), a.withdrawn(), a.presence()))
                            .toList(),
                    one.heldAt(),
                    minutes == null ? null : minutes.text(),
                    minutes == null ? null : minutes.others(),
                    one.decisions().stream()
                            .map(decision -> DecisionView.of(decision, codes))
                            .toList(),
                    one.nextDue(),
                    one.version());
        }
    }

    record LineView(
            UUID id,
            String file,
            Conference.State state,
            Instant plannedFor,
            @Nullable String chair,
            int people,
            boolean presenceUnanswered) {}

    /** As they are now: they keep no picture of a past day, so that asking for one is refused. */
    @GetMapping("/cases/{code}/conferences")
    ResponseEntity<ItemList<ConferenceView>> of(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return ApiResponses.of(conferences.of(actor, code), all -> {
            Map<UUID, String> codes = people.of(actor, named(all));
            return ResponseEntity.ok(ItemList.of(all, one -> ConferenceView.of(one, codes)));
        });
    }

    @GetMapping("/cases/{code}/conferences/{id}")
    ResponseEntity<ConferenceView> one(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.of(
                conferences.of(actor, code),
                all -> CaseWork.among(all, Conference::id, id)
                        .map(one -> shown(actor, one))
                        .orElseGet(Problem::notFound));
    }

    /** Whose codes these conferences show. */
    static List<UUID> named(List<Conference> all) {
        return all.stream()
                .flatMap(one -> Stream.of(
                                Stream.of(one.chair(), one.plannedBy()),
                                one.asked().stream().map(Conference.Attendance::person),
                                one.decisions().stream()
                                        .flatMap(d ->
                                                Stream.concat(Stream.of(d.owner()), Stream.ofNullable(d.settledBy()))))
                        .flatMap(ids -> ids))
                .distinct()
                .toList();
    }

    @ApiResponse(responseCode = "201", description = "The conference", useReturnTypeSchema = true)
    @PostMapping("/cases/{code}/conferences")
    ResponseEntity<ConferenceView> plan(
            Actor actor, @PathVariable String code, Submission<PlanConference.Input> submission) {
        Set<Section> circles = conferences.invitable(actor, code).keySet();
        return circles.isEmpty()
                ? Problem.notFound()
                : answer(actor, submission, HttpStatus.CREATED, input -> conferences.plan(actor, code, input, circles));
    }

    @PutMapping("/cases/{code}/conferences/{id}")
    ResponseEntity<ConferenceView> change(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<PlanConference.Change> submission) {
        return answer(
                actor,
                submission.given("id", id),
                HttpStatus.OK,
                input -> conferences.plan(actor, code, input.command()));
    }

    @PostMapping("/cases/{code}/conferences/{id}/cancellation")
    ResponseEntity<ConferenceView> cancel(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<PlanConference.Cancel> submission) {
        return answer(
                actor,
                submission,
                HttpStatus.OK,
                input -> conferences.cancel(actor, code, id, input.reason(), input.version()));
    }

    @PostMapping("/cases/{code}/conferences/{id}/minutes")
    ResponseEntity<ConferenceView> hold(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<HoldConference.Input> submission) {
        return answer(
                actor,
                submission,
                HttpStatus.OK,
                input -> conferences.hold(actor, code, id, input.command(), input.version()));
    }

    @PostMapping("/cases/{code}/conferences/{id}/presence")
    ResponseEntity<ConferenceView> say(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<SayPresence> submission) {
        return answer(actor, submission, HttpStatus.OK, input -> conferences.say(actor, code, id, input));
    }

    @PostMapping("/cases/{code}/decisions/{id}/settlement")
    ResponseEntity<DecisionView> settle(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<Decision.Settle> submission) {
        return ApiResponses.tagged(
                submission,
                input -> decisions.settle(actor, code, id, input.state(), input.note(), input.version()),
                HttpStatus.OK,
                Decision::version,
                one -> DecisionView.of(one, people.of(actor, List.of(one.owner(), actor.personId()))));
    }

    /** The caller's own: those ahead, or with {@code when=past} those behind. */
    @GetMapping("/conferences")
    ResponseEntity<ConversationApi.Page<LineView>> mine(
            Actor actor,
            @RequestParam(defaultValue = "ahead") String when,
            @RequestParam(defaultValue = "") String cursor) {
        if (!actor.may(Verb.CONFERENCE_READ)) return Problem.forbidden();
        Optional<InboxCursor> from = InboxCursor.read(cursor);
        if (!cursor.isEmpty() && from.isEmpty()) return Problem.of(HttpStatus.BAD_REQUEST, "referrals.bad-cursor");
        List<ConferenceStore.Line> lines = conferences.mine(actor, when.equals("past"), from.orElse(null), PAGE + 1);
        List<ConferenceStore.Line> shown = lines.subList(0, Math.min(PAGE, lines.size()));
        Map<UUID, String> codes =
                people.of(actor, shown.stream().map(ConferenceStore.Line::chair).toList());
        return ResponseEntity.ok(new ConversationApi.Page<>(
                shown.stream()
                        .map(line -> new LineView(
                                line.id(),
                                line.fileCode(),
                                line.state(),
                                line.plannedFor(),
                                codes.get(line.chair()),
                                line.asked(),
                                line.unanswered()))
                        .toList(),
                lines.size() > PAGE ? ConferencePages.place(shown.getLast()) : null));
    }

    /** What the caller has still to do, the most urgent first: 200 at most. */
    @GetMapping("/conference-decisions")
    ResponseEntity<ItemList<DecisionView>> open(Actor actor) {
        if (!actor.may(Verb.CONFERENCE_READ)) return Problem.forbidden();
        Map<UUID, String> me = Map.of(actor.personId(), actor.code());
        return ResponseEntity.ok(ItemList.of(decisions.mine(actor, null, 200), one -> DecisionView.of(one, me)));
    }

    private <C> ResponseEntity<ConferenceView> answer(
            Actor actor, Submission<C> submission, HttpStatus done, Function<C, Outcome<Conference>> act) {
        return ApiResponses.tagged(submission, act, done, Conference::version, one -> view(actor, one));
    }

    private ConferenceView view(Actor actor, Conference one) {
        return ConferenceView.of(one, people.of(actor, named(List.of(one))));
    }

    private ResponseEntity<ConferenceView> shown(Actor actor, Conference one) {
        return ResponseEntity.ok().eTag(ETag.of(one.version())).body(view(actor, one));
    }
}
