package org.akoma.protection.referrals;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Included;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Versioned;
import org.akoma.protection.homecoming.FamilyReturn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Referrals as JSON: lists, those of a file, one with its words, every step, and the figures. A step that names in {@code If-Match} the version it was decided on is
 * refused with 409 and the fields that differ when somebody was faster.
 */
@RestController
@RequestMapping("/api/v1")
class ReferralApi implements Included<ReferralApi.View> {

    private final Referrals referrals;
    private final ReferralAnswers answers;
    private final GuardianRequests guardians;
    private final ReferralLists lists;
    private final Returns returns;
    private final CaseWork work;
    private final CodeLists codes;
    private final Clock clock;

    ReferralApi(
            Referrals referrals,
            ReferralAnswers answers,
            GuardianRequests guardians,
            ReferralLists lists,
            Returns returns,
            CaseWork work,
            CodeLists codes,
            Clock clock) {
        this.referrals = referrals;
        this.answers = answers;
        this.guardians = guardians;
        this.lists = lists;
        this.returns = returns;
        this.work = work;
        this.codes = codes;
        this.clock = clock;
    }

    /**
     * @param caseCode null when the file does not exist for the reader
     * @param asksReturn its acceptance is that of a return across the border: the receiver takes the child in
     */
    record View(
            UUID id,
            String code,
            @Nullable String caseCode,
            String from,
            String to,
            Agreement.@Nullable Purpose purpose,
            Referral.Priority priority,
            @Nullable String service,
            Set<Section> sections,
            boolean asksReturn,
            Referral.Status status,
            @Nullable Instant sentAt,
            @Nullable Instant dueAt,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant answeredAt,
            @Nullable String declineReason,
            Referral.@Nullable How answeredHow,
            @Nullable Instant completedAt,
            @Nullable Instant validUntil,
            long lateDays,
            Referral.Escalation escalation,
            int version) {
        static View of(ReferralLists.Line line) {
            Referral one = line.referral();
            Referral.Course course = one.course();
            return new View(
                    one.id(),
                    one.code(),
                    one.fileCode(),
                    one.from(),
                    one.to(),
                    one.overseen() ? null : one.purpose(),
                    one.priority(),
                    one.service(),
                    one.sections(),
                    one.homecomingId() != null && !one.overseen(),
                    line.status(),
                    course.sentAt(),
                    course.dueAt(),
                    course.acknowledgedAt(),
                    course.answeredAt(),
                    course.declineReason(),
                    course.how(),
                    course.completedAt(),
                    course.validUntil(),
                    line.lateDays(),
                    line.escalation(),
                    one.version());
        }
    }

    record OpenedView(
            View referral,
            Referral.@Nullable SealedText words,
            @Nullable String answer,
            @Nullable String outcome) {}

    record Page(List<View> items, @Nullable String next) {}

    @Operation(summary = "Referrals, newest sent first: scope, view, priority, to, asOf, limit, cursor")
    @PastDays
    @GetMapping("/referrals")
    ResponseEntity<Page> list(Actor actor, HttpServletRequest request) {
        if (ReferralLists.scopes(actor).isEmpty()) return Problem.forbidden();
        Form form = Form.of(request.getParameterMap());
        ListReferrals wanted = ReferralListForm.read(form, clock);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        ReferralLists.Page page = lists.list(actor, wanted);
        if (page == null) return Problem.forbidden();
        ListReferrals.After next = page.next();
        return ResponseEntity.ok(new Page(
                page.items().stream().map(View::of).toList(), next == null ? null : ReferralListForm.cursor(next)));
    }

    @Operation(summary = "asOf: as they stood at the end of that day")
    @PastDays
    @GetMapping("/cases/{file}/referrals")
    ResponseEntity<ItemList<View>> ofFile(Actor actor, @PathVariable String file, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        LocalDate day = form.pastDay("asOf", work.today());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        if (day == null) return ApiResponses.items(referrals.of(actor, file), this::view);
        Instant end = ReferralListForm.until(day, work.now());
        return ApiResponses.of(
                referrals.of(actor, file),
                all -> ResponseEntity.ok(ItemList.of(
                        all.stream().flatMap(one -> one.asOf(end).stream()).toList(),
                        one -> View.of(lists.line(one, end)))));
    }

    @Override
    public String name() {
        return "referrals";
    }

    @Override
    public Optional<List<View>> included(Actor actor, String code) {
        return Included.of(referrals.of(actor, code), all -> ItemList.of(all, this::view));
    }

    private View view(Referral one) {
        return View.of(lists.line(one, work.now()));
    }

    @Operation(summary = "Draft a referral, under an id of the caller's; nothing leaves yet")
    @ApiResponse(responseCode = "201", description = "The draft", useReturnTypeSchema = true)
    @PostMapping("/cases/{file}/referrals")
    ResponseEntity<View> draft(Actor actor, @PathVariable String file, Submission<DraftReferral.Input> submission) {
        return answer(
                submission.alsoWrong(legible -> referrals.refusals(actor, file, legible)),
                input -> referrals.draft(actor, file, input.command()),
                HttpStatus.CREATED);
    }

    @Operation(
            summary = "Ask that the authority be told, without consent, of a child for whom no guardian can consent: a"
                    + " draft, and a supervisor decides under /decisions")
    @ApiResponse(responseCode = "201", description = "The draft; it is sent once agreed to", useReturnTypeSchema = true)
    @PostMapping("/cases/{file}/guardian-requests")
    ResponseEntity<View> askForGuardian(Actor actor, @PathVariable String file, Submission<AskForGuardian> submission) {
        return answer(submission, command -> guardians.ask(actor, file, command), HttpStatus.CREATED);
    }

    @Operation(summary = "Rewrite a draft")
    @PutMapping("/cases/{file}/referrals/{id}")
    ResponseEntity<View> rewrite(
            Actor actor, @PathVariable String file, @PathVariable UUID id, Submission<DraftReferral.Input> submission) {
        return answer(
                submission.given("id", id).alsoWrong(legible -> referrals.refusals(actor, file, legible)),
                input -> referrals.draft(actor, file, input.command()),
                HttpStatus.OK);
    }

    private <C> ResponseEntity<View> answer(
            Submission<C> submission, Function<C, Outcome<Referral>> act, HttpStatus status) {
        return ApiResponses.tagged(submission, act, status, Referral::version, this::view);
    }

    /** @param nobodyThere nobody of the receiving structure has an account: tell them by another way, and enter their answer in writing */
    record Obstacles(List<FieldError> obstacles, boolean nobodyThere) {}

    @Operation(summary = "What stands against sending it now: agreement, sections outside it, consent")
    @GetMapping("/cases/{file}/referrals/{id}/obstacles")
    ResponseEntity<Obstacles> obstacles(Actor actor, @PathVariable String file, @PathVariable UUID id) {
        if (!actor.may(Verb.REFERRAL_READ)) return Problem.notFound();
        return ApiResponses.of(
                referrals.obstacles(actor, file, id),
                found -> ResponseEntity.ok(new Obstacles(found, referrals.isNobodyThere(actor, file, id))));
    }

    @Operation(
            summary = "Ask the file's supervisor to confirm a referral in the name of another structure; they decide"
                    + " under /decisions")
    @PostMapping("/cases/{file}/referrals/{id}/confirmation")
    ResponseEntity<View> askConfirmation(Actor actor, @PathVariable String file, @PathVariable UUID id) {
        return answer(referrals.askConfirmation(actor, file, id), HttpStatus.OK);
    }

    @Operation(summary = "Send it: refused without an agreement, the consent, or outside what was agreed")
    @PostMapping("/cases/{file}/referrals/{id}/sending")
    ResponseEntity<View> send(
            Actor actor,
            @PathVariable String file,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(referrals.send(actor, file, id, ETag.version(ifMatch)), HttpStatus.OK);
    }

    @Operation(
            summary = "The sender ends it before its time, and the access that it gave with it; after a silence that"
                    + " came to others with an endReason, which they read")
    @PostMapping("/cases/{file}/referrals/{id}/end")
    ResponseEntity<View> end(
            Actor actor, @PathVariable String file, @PathVariable UUID id, Submission<EndReferral> submission) {
        return answer(
                submission, input -> referrals.end(actor, file, id, input.version(), input.endReason()), HttpStatus.OK);
    }

    @Operation(summary = "One referral; its words for those who may open them")
    @GetMapping("/referrals/{code}")
    ResponseEntity<OpenedView> one(Actor actor, @PathVariable String code) {
        return ApiResponses.readVersioned(
                answers.open(actor, code.toUpperCase(Locale.ROOT))
                        .map(opened -> new Versioned<>(opened, opened.referral().version())),
                opened -> new OpenedView(
                        view(opened.referral()),
                        opened.said().words(),
                        opened.said().answer(),
                        opened.said().outcome()));
    }

    @Operation(
            summary = "acknowledgement, acceptance, decline or completion, with reason and words; of an answer in"
                    + " writing with its letter, an attachment, and at when it came: 202, a supervisor confirms")
    @ApiResponse(responseCode = "200", description = "The referral as it is now", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "202",
            description = "An answer in writing waits for a supervisor; the referral as it still is",
            useReturnTypeSchema = true)
    @PostMapping("/referrals/{code}/{step:acknowledgement|acceptance|decline|completion}")
    ResponseEntity<View> step(
            Actor actor, @PathVariable String code, @PathVariable String step, Submission<AnswerReferral> submission) {
        return ApiResponses.tagged(
                submission.given("step", stepOf(step)),
                command -> answers.answer(actor, code.toUpperCase(Locale.ROOT), command),
                (command, now) -> now.has(command.step()) ? HttpStatus.OK : HttpStatus.ACCEPTED,
                Referral::version,
                this::view);
    }

    private static Referral.Step stepOf(String path) {
        return switch (path) {
            case "acknowledgement" -> Referral.Step.ACKNOWLEDGE;
            case "acceptance" -> Referral.Step.ACCEPT;
            case "decline" -> Referral.Step.DECLINE;
            default -> Referral.Step.COMPLETE;
        };
    }

    record TakenOver(FamilyReturn.State state, int version) {}

    @Operation(summary = "Take the acceptance over to the return that the referral asked for (T14)")
    @PostMapping("/referrals/{code}/return")
    ResponseEntity<TakenOver> takeOver(Actor actor, @PathVariable String code) {
        return ApiResponses.of(
                returns.takeOver(actor, code), home -> ResponseEntity.ok(new TakenOver(home.state(), home.version())));
    }

    /** @param asOf a day that is not in the future; without it today */
    @PastDays
    @GetMapping("/summary/referrals")
    ResponseEntity<ReferralLists.Figures> figures(Actor actor, @RequestParam(required = false) @Nullable String asOf) {
        if (!actor.may(Verb.SUMMARY_READ)) return Problem.forbidden();
        Form form = Form.ofJson(asOf == null ? Map.of() : Map.of("asOf", asOf));
        LocalDate asked = form.date("asOf");
        if (!form.isSound()) return Problem.of(form.errors());
        LocalDate day = asked == null ? work.today() : asked;
        if (day.isAfter(work.today())) return Problem.of(List.of(FieldError.of("asOf", "form.future")));
        return ResponseEntity.ok(lists.figures(day));
    }

    private ResponseEntity<View> answer(Outcome<Referral> outcome, HttpStatus status) {
        return ApiResponses.tagged(outcome, status, Referral::version, this::view);
    }
}
