package org.akoma.protection.consent;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.identity.AppointGuardian;
import org.akoma.protection.identity.Guardian;
import org.akoma.protection.identity.Guardians;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Consents and those who give them for the child. */
@RestController
@RequestMapping("/api/v1/cases/{code}")
class ConsentApi {

    private final Consents consents;
    private final ConsentRefusals refusals;
    private final Guardians guardians;
    private final PersonCodes people;
    private final CaseWork work;

    private final AskedTogether together;

    ConsentApi(
            Consents consents,
            AskedTogether together,
            ConsentRefusals refusals,
            Guardians guardians,
            PersonCodes people,
            CaseWork work) {
        this.together = together;
        this.work = work;
        this.consents = consents;
        this.refusals = refusals;
        this.guardians = guardians;
        this.people = people;
    }

    record ConsentView(
            UUID id,
            Consent.Purpose purpose,
            Consent.Status status,
            Consent.GivenBy givenBy,
            Instant at,
            @Nullable String language,
            Consent.@Nullable Basis basis,
            List<String> explained,
            @Nullable String explainedBy,
            @Nullable String witness,
            @Nullable String words,
            @Nullable String recordedBy,
            Instant recordedAt,
            boolean waits) {
        static ConsentView of(Consent c, Map<UUID, String> codes, boolean waits) {
            return new ConsentView(
                    c.id(),
                    c.purpose(),
                    c.status(),
                    c.givenBy(),
                    c.at(),
                    c.language(),
                    c.basis(),
                    c.explained(),
                    codes.get(c.explainedBy()),
                    c.witness(),
                    c.words(),
                    codes.get(c.recordedBy()),
                    c.recordedAt(),
                    waits);
        }
    }

    record RefusalView(
            UUID consent,
            LocalDate dueOn,
            ConsentRefusal.@Nullable Decision decision,
            @Nullable Instant decidedAt,
            @Nullable String reason) {
        static RefusalView of(ConsentRefusal r) {
            return new RefusalView(r.consent(), r.dueOn(), r.decision(), r.decidedAt(), r.reason());
        }
    }

    /**
     * @param current the newest answer of each purpose that was asked
     * @param history every answer, newest first
     * @param waiting the yeses after a no that a supervisor has not confirmed yet: the no holds
     */
    record ConsentsView(
            Map<Consent.Purpose, Consent.Status> current,
            List<ConsentView> history,
            List<RefusalView> refusals,
            List<ConsentView> waiting) {}

    /** {@code asOf}: what was on the file at the end of that day. */
    @PastDays
    @GetMapping("/consents")
    ResponseEntity<ConsentsView> consents(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        Instant then = form.endOfPastDay(PastDays.PARAMETER, work.today());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return ApiResponses.read(consents.read(actor, code), all -> {
            List<Consent> answers = Consents.until(all, then);
            Map<UUID, String> codes = codes(actor, answers);
            Map<Consent.Purpose, Consent.Status> current = new java.util.EnumMap<>(Consent.Purpose.class);
            Consents.newest(answers).forEach((purpose, consent) -> current.put(purpose, consent.status()));
            return new ConsentsView(
                    current,
                    answers.stream()
                            .map(one -> ConsentView.of(one, codes, false))
                            .toList(),
                    refusals.of(actor, code).stream()
                            .filter(one -> CaseWork.among(answers, Consent::id, one.consent())
                                    .isPresent())
                            .map(one -> RefusalView.of(one.at(then)))
                            .toList(),
                    then == null ? waiting(actor, code) : List.of());
        });
    }

    private List<ConsentView> waiting(Actor actor, String code) {
        List<Consent> asked = consents.waiting(actor, code);
        Map<UUID, String> codes = codes(actor, asked);
        return asked.stream().map(one -> ConsentView.of(one, codes, true)).toList();
    }

    @ApiResponse(responseCode = "201", description = "The answer", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "202",
            description = "A yes after a no to press, pictures or evaluation: it waits for a supervisor",
            useReturnTypeSchema = true)
    @PostMapping("/consents")
    ResponseEntity<ConsentView> record(Actor actor, @PathVariable String code, Submission<AskConsents> submission) {
        return ApiResponses.of(submission, input -> together.record(actor, code, input), made -> {
            boolean waits = consents.isWaiting(actor, code, made);
            return ResponseEntity.status(waits ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
                    .body(ConsentView.of(made, codes(actor, List.of(made)), waits));
        });
    }

    /** What follows from the child's no. */
    @PostMapping("/consents/{id}/refusal")
    ResponseEntity<RefusalView> decide(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<DecideRefusal> submission) {
        return ApiResponses.done(
                submission,
                input -> refusals.decide(actor, code, id, input.decision(), input.reason()),
                RefusalView::of);
    }

    private Map<UUID, String> codes(Actor actor, List<Consent> answers) {
        return people.of(
                actor,
                answers.stream()
                        .flatMap(one -> Stream.of(one.explainedBy(), one.recordedBy()))
                        .toList());
    }

    record GuardianView(
            UUID id,
            Guardian.Kind kind,
            LocalDate appointedOn,
            @Nullable LocalDate endedOn,
            String name,
            @Nullable String contact,
            @Nullable String words,
            boolean waits) {
        static GuardianView of(Guardian g) {
            return new GuardianView(
                    g.id(), g.kind(), g.appointedOn(), g.endedOn(), g.name(), g.contact(), g.words(), g.waits());
        }
    }

    @RecentFactor
    @GetMapping("/guardians")
    ResponseEntity<ItemList<GuardianView>> guardians(Actor actor, @PathVariable String code) {
        Optional<List<Guardian>> found = guardians.read(actor, code);
        return ApiResponses.read(found, all -> ItemList.of(all, GuardianView::of));
    }

    @ApiResponse(responseCode = "201", description = "The guardian", useReturnTypeSchema = true)
    @PostMapping("/guardians")
    ResponseEntity<GuardianView> appoint(
            Actor actor, @PathVariable String code, Submission<AppointGuardian> submission) {
        return ApiResponses.created(submission, command -> guardians.appoint(actor, code, command), GuardianView::of);
    }

    @PostMapping("/guardians/{id}/end")
    ResponseEntity<GuardianView> end(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<AppointGuardian.End> submission) {
        return ApiResponses.of(
                submission,
                input -> guardians.end(actor, code, id, input.endedOn()),
                one -> ResponseEntity.status(one.endedOn() == null ? HttpStatus.ACCEPTED : HttpStatus.OK)
                        .body(GuardianView.of(one)));
    }
}
