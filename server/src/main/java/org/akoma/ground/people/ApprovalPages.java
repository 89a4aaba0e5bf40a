package org.akoma.ground.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ChangeOutcome;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.DecisionList;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.web.PostedForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** What waits for a second person: roles, new invitations and passwords, and new second factors. Each is decided on the page of its decision; several roles also at once. */
@Controller
class ApprovalPages {

    private static final String PAGE = "/approvals";

    private final Accounts accounts;
    private final RoleApprovals approvals;
    private final DecisionList decisions;
    private final FactorAgain factor;

    private final CalledPeople called;
    private final Clock clock;

    ApprovalPages(
            Accounts accounts,
            RoleApprovals approvals,
            DecisionList decisions,
            FactorAgain factor,
            CalledPeople called,
            Clock clock) {
        this.called = called;
        this.clock = clock;
        this.accounts = accounts;
        this.approvals = approvals;
        this.decisions = decisions;
        this.factor = factor;
    }

    @GetMapping(PAGE)
    String waiting(Actor actor, Model model) {
        PostedForm.nothing(model);
        return show(actor, model);
    }

    private String show(Actor actor, Model model) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_READ);
        model.addAttribute("halves", approvals.lately(actor));
        List<GivenRole.Shown> waiting = accounts.waitingRoles(actor);
        model.addAttribute("waiting", waiting);
        model.addAttribute(
                "leading",
                waiting.stream()
                        .filter(one -> one.role().role() == Role.CASE_SUPERVISOR)
                        .map(one -> one.role().username().toUpperCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
        List<ResetStore.Reset> codes = accounts.waitingResets(actor);
        model.addAttribute("resets", codes);
        model.addAttribute(
                "known",
                called.likenessesOf(
                        actor,
                        Stream.concat(
                                        waiting.stream().map(one -> one.role().username()),
                                        codes.stream().map(ResetStore.Reset::username))
                                .toList()));
        Map<UUID, UUID> roles = decisions.waitingOf(actor, RoleDecisions.KIND);
        Map<UUID, UUID> resets = decisions.waitingOf(actor, SecondFactorDecisions.KIND);
        model.addAttribute("roleDecisions", roles);
        model.addAttribute("resetDecisions", resets);
        model.addAttribute(
                "lastDays",
                decisions.lastDays(
                        actor,
                        Stream.concat(roles.values().stream(), resets.values().stream())
                                .toList()));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute(
                "passwords",
                decisions.of(
                        actor,
                        decisions.waitingOf(actor, PasswordDecisions.KIND).values()));
        model.addAttribute("mayApprove", actor.may(Verb.ROLE_APPROVE));
        model.addAttribute("asksFactor", actor.may(Verb.ROLE_APPROVE) && factor.isAsked(actor));
        return "people/approvals";
    }

    @PostMapping(PAGE)
    String approve(Actor actor, Submission<RoleApprovals.Input> submission) {
        PeopleAnswers.allow(actor, Verb.ROLE_APPROVE);
        PostedForm posted = submission.sent();
        RoleApprovals.Input input = submission.read();
        if (input == null) return posted.again(submission.errors(), m -> show(actor, m));
        return switch (approvals.approve(actor, input)) {
            case RoleApprovals.Result.Approved approved -> "redirect:" + PAGE + "?done=access.roles-approved";
            case RoleApprovals.Result.Wrong(var error) -> posted.again(error, m -> show(actor, m));
            case RoleApprovals.Result.No(var outcome) -> posted.again(why(outcome), m -> show(actor, m));
        };
    }

    private static FieldError why(ChangeOutcome outcome) {
        return switch (outcome) {
            case FACTOR -> FactorAgain.missing();
            case TO_ONESELF -> FieldError.of("roles", "access.to-oneself");
            case SUPERVISOR_FIRST -> FieldError.of("roles", Accounts.SUPERVISOR_FIRST);
            default -> FieldError.of("roles", "access.approvals-changed");
        };
    }
}
