package org.akoma.ground.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.AccountSummary;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ChangeOutcome;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.signin.FactorAgain;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What changes an account, and the approvals of a second person. */
@RestController
@RequestMapping("/api/v1")
class AccountApi {

    /**
     * Approve a role or a new second factor of somebody else.
     *
     * @param secondFactor six digits of one's own second factor; null = shown a moment ago
     */
    @InputForm(name = "access.approve", labels = "access")
    record Approve(
            @Field(label = "access.code", example = "123456") @Size(max = FactorAgain.LENGTH) @Nullable
            String secondFactor) {}

    private final Accounts accounts;
    private final PersonKeys keys;
    private final AccountMoves moves;
    private final RoleApprovals approvals;
    private final FactorAgain factor;
    private final CalledPeople called;
    private final Invitations invitations;

    AccountApi(
            Accounts accounts,
            PersonKeys keys,
            AccountMoves moves,
            RoleApprovals approvals,
            FactorAgain factor,
            Invitations invitations,
            CalledPeople called) {
        this.called = called;
        this.invitations = invitations;
        this.approvals = approvals;
        this.accounts = accounts;
        this.keys = keys;
        this.moves = moves;
        this.factor = factor;
    }

    record Given(UUID id) {}

    record FirstHalf(String firstHalf) {}

    /** @param secondHalf of the first password; who approved tells it to the person, and reads it for an hour on the page of the decision */
    record Approved(String secondHalf) {}

    /** @param halves of first passwords, for those who have none yet */
    record ApprovedRoles(List<UUID> roles, List<RoleApprovals.Half> halves) {}

    /** @param deciders codes of those who may agree, and hand over the second half */
    record AskedPassword(UUID decision, String firstHalf, List<String> deciders) {}

    /**
     * @param unit code of the shelter that a shelter manager runs
     * @param contractUntil the first day without a contract; null = open-ended
     * @param side of whose accounts an administrator keeps; null = of all, and for every other role
     * @param alike codes of other accounts with the same name or telephone
     * @param nameless name or telephone are missing, so that nothing says whether the person has another account
     */
    record Waiting(
            UUID id,
            String person,
            String role,
            List<String> holds,
            String givenBy,
            String structure,
            @Nullable String unit,
            @Nullable String supervisor,
            LocalDate contractFrom,
            @Nullable LocalDate contractUntil,
            GivenRole.@Nullable Side side,
            List<String> alike,
            boolean nameless) {
        static Waiting of(GivenRole.Shown shown, CalledPeople.Likeness likeness) {
            GivenRole role = shown.role();
            return new Waiting(
                    role.id(),
                    role.username(),
                    role.role().name(),
                    shown.held().stream().map(Role::name).toList(),
                    shown.givenBy(),
                    shown.structure(),
                    shown.shelter(),
                    shown.supervisor(),
                    shown.contractFrom(),
                    shown.contractUntil(),
                    role.side(),
                    likeness.alike(),
                    likeness.nameless());
        }
    }

    /**
     * @param alike codes of other accounts with the same name or telephone
     * @param nameless name or telephone are missing, so that nothing says whether the person has another account
     */
    record WaitingReset(UUID id, String person, String askedBy, List<String> alike, boolean nameless) {}

    record Approvals(List<Waiting> roles, List<WaitingReset> secondFactors) {}

    @Operation(summary = "Give a role; it holds once a project manager or data protection officer has approved it")
    @ApiResponse(responseCode = "201", description = "The role, which waits", useReturnTypeSchema = true)
    @PostMapping("/people/{code}/roles")
    ResponseEntity<Given> give(Actor actor, @PathVariable String code, Submission<GiveRole.Input> submission) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return Problem.forbidden();
        GiveRole.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        Person person = accounts.find(actor, code).orElse(null);
        if (person == null) return Problem.notFound();
        return switch (accounts.give(actor, input.to(person.id()))) {
            case GiveRole.Result.Given(GivenRole given) ->
                ResponseEntity.status(HttpStatus.CREATED).body(new Given(given.id()));
            case GiveRole.Result.NotFound() -> Problem.notFound();
            case GiveRole.Result.Forbidden() -> Problem.forbidden();
            case GiveRole.Result.ToOneself() -> Problem.of(HttpStatus.CONFLICT, "access.to-oneself");
            case GiveRole.Result.NoUnit() -> PeopleApi.wrong("unit", "access.no-unit");
            case GiveRole.Result.InPolice() -> PeopleApi.wrong("role", GivenRoles.IN_POLICE);
            case GiveRole.Result.OtherCompartment() -> PeopleApi.wrong("role", "access.other-side");
            case GiveRole.Result.Twice() -> PeopleApi.wrong("role", "access.role-twice");
            case GiveRole.Result.Apart(Role held) -> PeopleApi.wrong("role", "access.roles-apart");
        };
    }

    @Operation(summary = "End a role now, or take back one that waits; the person's sessions end")
    @ApiResponse(responseCode = "204", description = "It is ended", useReturnTypeSchema = true)
    @PostMapping("/people/{code}/roles/{role}/end")
    ResponseEntity<Void> end(Actor actor, @PathVariable String code, @PathVariable UUID role) {
        return PeopleAnswers.answer(accounts.endRole(actor, code, role));
    }

    @Operation(summary = "Set the first day without a contract (until), or none; needs If-Match with the version seen")
    @ApiResponse(responseCode = "204", description = "It is changed", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "It waits for a second person", useReturnTypeSchema = true)
    @PostMapping("/people/{code}/contract")
    ResponseEntity<Void> contract(
            Actor actor, @PathVariable String code, Submission<CorrectAccount.ContractEnd> submission) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return Problem.forbidden();
        CorrectAccount.ContractEnd input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        Integer version = input.version();
        if (version == null) return Problem.of(HttpStatus.PRECONDITION_REQUIRED, "house.version-needed");
        return PeopleAnswers.answer(accounts.changeContract(actor, code, input.until(), version));
    }

    @Operation(
            summary = "Correct structure, supervisor and language of an account. The language holds at once; the others"
                    + " wait for a second person (202), and the person's open files follow their new supervisor")
    @ApiResponse(
            responseCode = "202",
            description = "A part of it waits for a second person",
            useReturnTypeSchema = true)
    @PostMapping("/people/{code}/account")
    ResponseEntity<Void> correct(Actor actor, @PathVariable String code, Submission<CorrectAccount> submission) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return Problem.forbidden();
        CorrectAccount input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        if (input.version() == null) return Problem.of(HttpStatus.PRECONDITION_REQUIRED, "house.version-needed");
        return switch (moves.correct(actor, code, input)) {
            case CorrectAccount.Result.Done(boolean waits) ->
                PeopleAnswers.answer(waits ? ChangeOutcome.WAITS : ChangeOutcome.DONE);
            case CorrectAccount.Result.NotFound() -> Problem.notFound();
            case CorrectAccount.Result.Forbidden() -> Problem.forbidden();
            case CorrectAccount.Result.ToOneself() -> PeopleAnswers.answer(ChangeOutcome.TO_ONESELF);
            case CorrectAccount.Result.Changed() -> PeopleAnswers.answer(ChangeOutcome.CHANGED);
            case CorrectAccount.Result.NoOrganisation() -> PeopleApi.wrong("organisation", "access.no-organisation");
            case CorrectAccount.Result.InPolice() -> PeopleApi.wrong("organisation", GivenRoles.IN_POLICE);
            case CorrectAccount.Result.NoSupervisor() -> PeopleApi.wrong("supervisor", "access.no-supervisor");
            case CorrectAccount.Result.Bound bound -> Problem.of(bound.errors());
        };
    }

    @Operation(
            summary = "The first half of a new one-time password, shown once. Who agrees to the person's first role"
                    + " hands over the other half (200), or, once a role holds, who decides on this request (202)")
    @ApiResponse(
            responseCode = "200",
            description = "The first half",
            content = @Content(schema = @Schema(implementation = FirstHalf.class)))
    @ApiResponse(
            responseCode = "202",
            description = "The first half, and the request that waits",
            content = @Content(schema = @Schema(implementation = AskedPassword.class)))
    @PostMapping("/people/{code}/password")
    ResponseEntity<?> password(Actor actor, @PathVariable String code) {
        return switch (keys.renewPassword(actor, code)) {
            case RenewPassword.Result.Renewed(String half) ->
                ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new FirstHalf(half));
            case RenewPassword.Result.Asked(UUID decision, String half, List<String> deciders) ->
                ResponseEntity.accepted()
                        .cacheControl(CacheControl.noStore())
                        .body(new AskedPassword(decision, half, deciders));
            case RenewPassword.Result.Refused refused -> refused(refused);
        };
    }

    private static ResponseEntity<?> refused(RenewPassword.Result.Refused refused) {
        return switch (refused) {
            case RenewPassword.Result.NotFound() -> Problem.notFound();
            case RenewPassword.Result.Forbidden() -> Problem.forbidden();
            case RenewPassword.Result.ToOneself() -> PeopleAnswers.answer(ChangeOutcome.TO_ONESELF);
            case RenewPassword.Result.CameIn() -> Problem.of(HttpStatus.CONFLICT, "access.invited-came-in");
            case RenewPassword.Result.AtTheNextStart() ->
                Problem.of(HttpStatus.FORBIDDEN, "access.password-at-next-start");
        };
    }

    /** @param invitation the link, to be handed over; null where a letter took it */
    record Invited(@Nullable String invitation) {}

    /** @param deciders codes of those who may agree, and hand over the second half */
    record AskedInvitation(UUID decision, @Nullable String invitation, List<String> deciders) {}

    @Operation(
            summary = "A new link of invitation for somebody who never came in; the former link and half end at once."
                    + " Who agrees to the first role hands over the other half (200), or, once a role holds, who"
                    + " decides on this request (202)")
    @ApiResponse(
            responseCode = "200",
            description = "The link",
            content = @Content(schema = @Schema(implementation = Invited.class)))
    @ApiResponse(
            responseCode = "202",
            description = "The link, and the request that waits",
            content = @Content(schema = @Schema(implementation = AskedInvitation.class)))
    @PostMapping("/people/{code}/invitation")
    ResponseEntity<?> invite(
            Actor actor,
            @PathVariable String code,
            Submission<RenewPassword.Invite> submission,
            HttpServletRequest request) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return Problem.forbidden();
        RenewPassword.Invite input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (keys.inviteAnew(actor, code)) {
            case RenewPassword.Result.Renewed(String token) ->
                ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(new Invited(link(actor, code, input, token, request)));
            case RenewPassword.Result.Asked(UUID decision, String token, List<String> deciders) ->
                ResponseEntity.accepted()
                        .cacheControl(CacheControl.noStore())
                        .body(new AskedInvitation(decision, link(actor, code, input, token, request), deciders));
            case RenewPassword.Result.Refused refused -> refused(refused);
        };
    }

    private @Nullable String link(
            Actor actor, String code, RenewPassword.Invite input, String token, HttpServletRequest request) {
        AccountSummary account = accounts.standing(actor, code).orElseThrow(PeopleAnswers::nothing);
        Invitations.To to = new Invitations.To(account.person().username(), account.language(), input.mail());
        Invitations.Link link = invitations.link(request, to, token);
        return invitations.send(to, link) ? null : link.address();
    }

    record Ended(int ended) {}

    @Operation(summary = "End all sessions of somebody else: they come back with their own password and code")
    @DeleteMapping("/people/{code}/sessions")
    ResponseEntity<Ended> endSessions(Actor actor, @PathVariable String code) {
        return switch (keys.endSessions(actor, code)) {
            case PersonKeys.Ended.Done(int sessions) -> ResponseEntity.ok(new Ended(sessions));
            case PersonKeys.Ended.NotFound() -> Problem.notFound();
            case PersonKeys.Ended.Forbidden() -> Problem.forbidden();
            case PersonKeys.Ended.ToOneself() -> PeopleAnswers.answer(ChangeOutcome.TO_ONESELF);
        };
    }

    @Operation(summary = "Ask for a new second factor for somebody who lost theirs; a second person approves it")
    @ApiResponse(responseCode = "202", description = "It waits for a second person", useReturnTypeSchema = true)
    @PostMapping("/people/{code}/second-factor-resets")
    ResponseEntity<Void> secondFactor(Actor actor, @PathVariable String code) {
        return PeopleAnswers.answer(accounts.askSecondFactorReset(actor, code));
    }

    private static WaitingReset of(ResetStore.Reset reset, CalledPeople.Likeness likeness) {
        return new WaitingReset(reset.id(), reset.username(), reset.askedBy(), likeness.alike(), likeness.nameless());
    }

    @Operation(summary = "Roles and second factors that wait for a second person")
    @GetMapping("/approvals")
    ResponseEntity<Approvals> waiting(Actor actor) {
        if (!actor.may(Verb.PEOPLE_READ)) return Problem.forbidden();
        List<GivenRole.Shown> roles = accounts.waitingRoles(actor);
        List<ResetStore.Reset> resets = accounts.waitingResets(actor);
        Map<String, CalledPeople.Likeness> known = called.likenessesOf(
                actor,
                Stream.concat(
                                roles.stream().map(one -> one.role().username()),
                                resets.stream().map(ResetStore.Reset::username))
                        .toList());
        return ResponseEntity.ok(new Approvals(
                roles.stream()
                        .map(one -> Waiting.of(
                                one, known.getOrDefault(one.role().username(), CalledPeople.Likeness.UNKNOWN)))
                        .toList(),
                resets.stream()
                        .map(one -> of(one, known.getOrDefault(one.username(), CalledPeople.Likeness.UNKNOWN)))
                        .toList()));
    }

    @Operation(
            summary = "Approve a role that somebody else gave to somebody else. 200 with the second half of the first"
                    + " password, for who approves to tell the person; 204 where the person has a password")
    @PostMapping("/approvals/roles/{id}")
    ResponseEntity<Approved> approve(Actor actor, @PathVariable UUID id, Submission<Approve> submission) {
        return again(actor, submission, () -> {
            Accounts.Approval said = accounts.approve(actor, id);
            return said.secondHalf() == null
                    ? PeopleAnswers.answer(said.outcome())
                    : ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Approved(said.secondHalf()));
        });
    }

    @Operation(
            summary = "Approve several roles that others gave, with one second factor: all of them or none."
                    + " Answers the second halves of first passwords, for who approves to tell the people")
    @PostMapping("/approvals/roles")
    ResponseEntity<ApprovedRoles> approveRoles(Actor actor, Submission<RoleApprovals.Input> submission) {
        if (!actor.may(Verb.ROLE_APPROVE)) return Problem.forbidden();
        RoleApprovals.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (approvals.approve(actor, input)) {
            case RoleApprovals.Result.Approved(var decided) ->
                ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(new ApprovedRoles(
                                List.copyOf(decided.keySet()), approvals.halves(actor, List.copyOf(decided.values()))));
            case RoleApprovals.Result.Wrong(var error) -> Problem.of(List.of(error));
            case RoleApprovals.Result.No(var outcome) -> PeopleAnswers.answer(outcome);
        };
    }

    @Operation(summary = "Approve that somebody takes a new second factor")
    @ApiResponse(responseCode = "204", description = "It is approved", useReturnTypeSchema = true)
    @PostMapping("/approvals/second-factors/{id}")
    ResponseEntity<Void> approveReset(Actor actor, @PathVariable UUID id, Submission<Approve> submission) {
        return again(actor, submission, () -> PeopleAnswers.answer(accounts.approveReset(actor, id)));
    }

    /** After the six digits of secondFactor, where they were sent. */
    private <V> ResponseEntity<V> again(Actor actor, Submission<Approve> submission, Supplier<ResponseEntity<V>> act) {
        Approve input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        FieldError wrong = factor.show(actor, input.secondFactor());
        return wrong == null ? act.get() : Problem.of(List.of(wrong));
    }
}
